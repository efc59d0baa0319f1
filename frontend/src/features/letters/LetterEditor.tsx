import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { Button } from "~/components/Button";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { LANG_NAMES, LANGS } from "~/i18n";
import { useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { DemandsField, LawsField } from "./EditorLists";
import { Findings } from "./Findings";
import { type Place, useKeptPlan } from "./keeping";
import { PreviousLetter } from "./PreviousLetter";
import {
  channelsOf,
  formOf,
  isWhole,
  mayKeep,
  namesPrevious,
  type PlanForm,
  planOf,
  toChannel,
  withPrevious,
} from "./plan";
import {
  type ChoicesRead,
  type LetterPlan,
  useCheckPlan,
  useKeepPlan,
  useLetter,
  useLetterChoices,
  useSentFilings,
} from "./queries";
import { ReplyFields } from "./ReplyFields";
import { SourcedFields } from "./SourcedFields";
import { Unsaved } from "./Unsaved";
import { useWriting } from "./writing";

/** A new letter. */
export function NewLetter({ reference }: { reference: string }) {
  return <WithChoices reference={reference} plan={null} letter={null} version={null} />;
}

/** The next version of a letter; earlier approvals lapse. */
export function NextVersion({ reference }: { reference: string }) {
  const { t } = useTranslation("letters");
  const { letter = "" } = useParams();
  const found = useLetter(reference, letter);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} />;
  const { desk, version } = found.data;
  return <WithChoices reference={reference} plan={desk?.plan ?? null} letter={letter} version={version} />;
}

interface Which {
  reference: string;
  plan: LetterPlan | null;
  letter: string | null;
  version: number | null;
}

function WithChoices(which: Which) {
  const { t } = useTranslation("letters");
  const channel = useSearchParams()[0].get("channel");
  const choices = useLetterChoices(which.reference);
  if (choices.isPending) return <Loading lines={8} />;
  if (choices.isError)
    return <Failure message={problemWords(choices.error, t)} retry={() => choices.refetch()} />;
  return <WithKept key={which.letter ?? channel} {...which} channel={channel} choices={choices.data} />;
}

interface Begun extends Which {
  /** To whom the address asks for a new letter. */
  channel: string | null;
  choices: ChoicesRead;
}

function WithKept(which: Begun) {
  const place = useKeptPlan(which.reference, which.letter, which.channel);
  return place ? <Editor {...which} place={place} /> : <Loading lines={8} />;
}

function Editor({ place, choices, channel, ...which }: Begun & { place: Place }) {
  const { reference, plan, letter } = which;
  const { t } = useTranslation(["letters", "common"]);
  const lang = useLang();
  const path = usePath();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const shown = useRef<HTMLFormElement>(null);
  const check = useCheckPlan(reference);
  const keep = useKeepPlan(reference, letter, place.slot);
  const begun = toChannel(formOf(plan, lang), plan ? null : channel, choices);
  const writing = useWriting(which, begun, place);
  const form = writing.form;
  const set = keep.isPending ? () => undefined : writing.set;
  const sent = useSentFilings(reference, namesPrevious(form, choices)).data;
  const whole = () => {
    flushSync(() => setTried(true));
    const first = shown.current?.querySelector<HTMLElement>("[aria-invalid]");
    first?.closest("details")?.setAttribute("open", "");
    first?.focus();
    return isWhole(form, choices);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!whole()) return;
    keep.mutate(
      { key: writing.key, body: planOf(form, choices) },
      { onSuccess: (kept) => navigate(path(`/cases/${reference}/desk/letters/${kept.reference}`)) },
    );
  };
  return (
    <form ref={shown} onSubmit={submit}>
      <Stack>
        {letter && <Notice tone="warn">{t("letters:edit.lapse")}</Notice>}
        <Unsaved writing={writing} />
        <Recipient form={form} set={(part) => set(withPrevious(form, part, sent))} choices={choices} />
        {namesPrevious(form, choices) && (
          <PreviousLetter reference={reference} form={form} set={set} tried={tried} />
        )}
        <Section title={t("letters:edit.text")} lead={t("letters:edit.textLead")}>
          <FigureHelp choices={choices} />
          <TextField
            label={t("letters:edit.title")}
            optional
            maxLength={300}
            value={form.title}
            onChange={(title) => set({ title })}
          />
          <TextBox
            label={t("letters:edit.problem")}
            hint={t("letters:edit.problemHint", { marker: `{{${choices.figures[0]?.id ?? ""}}}` })}
            maxLength={2000}
            value={form.problem}
            onChange={(problem) => set({ problem })}
          />
          <TextBox
            label={t("letters:edit.facts")}
            hint={t("letters:edit.factsHint")}
            optional
            value={form.facts}
            onChange={(facts) => set({ facts })}
          />
          <TextBox
            label={t("letters:edit.impact")}
            optional
            maxLength={2000}
            value={form.impact}
            onChange={(impact) => set({ impact })}
          />
          <TextBox
            label={t("letters:edit.prior")}
            optional
            maxLength={2000}
            value={form.prior}
            onChange={(prior) => set({ prior })}
          />
        </Section>
        <DemandsField demands={form.demands} onChange={(demands) => set({ demands })} choices={choices} />
        <SourcedFields form={form} set={set} tried={tried} />
        <LawsField chosen={form.laws} onChange={(laws) => set({ laws })} choices={choices} />
        <ReplyFields form={form} set={set} choices={choices} />
        {check.data && <Findings findings={check.data.findings} />}
        {check.data?.findings.length === 0 && <Notice tone="good">{t("letters:edit.clean")}</Notice>}
        {(keep.error ?? check.error) && <Failure message={problemWords(keep.error ?? check.error, t)} />}
        <Row>
          <Button type="submit" busy={keep.isPending} disabled={!mayKeep(form)}>
            {t(letter ? "letters:edit.keepVersion" : "letters:edit.keep")}
          </Button>
          <Button
            tone="quiet"
            busy={check.isPending}
            disabled={!mayKeep(form)}
            onClick={() => whole() && check.mutate(planOf(form, choices))}
          >
            {t("letters:edit.check")}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

interface PartProps {
  form: PlanForm;
  set: (part: Partial<PlanForm>) => void;
  choices: ChoicesRead;
}

function Recipient({ form, set, choices }: PartProps) {
  const { t } = useTranslation(["letters", "common"]);
  const kind = choices.kinds.find((one) => one.id === form.kind_id);
  return (
    <Section title={t("letters:edit.recipient")}>
      <SelectField
        label={t("letters:edit.kind")}
        hint={kind?.note}
        value={form.kind_id}
        onChange={(kind_id) => set({ kind_id, channel_id: channelsOf(choices, kind_id)[0]?.id ?? "" })}
        placeholder={t("common:choose")}
        options={choices.kinds
          .filter((one) => one.channels.length > 0)
          .map((one) => ({ value: one.id, label: one.name }))}
      />
      <SelectField
        label={t("letters:edit.channel")}
        value={form.channel_id}
        onChange={(channel_id) => set({ channel_id })}
        placeholder={t("common:choose")}
        options={channelsOf(choices, form.kind_id).map((one) => ({ value: one.id, label: one.name }))}
      />
      <SelectField
        label={t("letters:edit.lang")}
        value={form.lang}
        onChange={(value) => set({ lang: value as PlanForm["lang"] })}
        options={LANGS.map((value) => ({ value, label: LANG_NAMES[value] }))}
      />
    </Section>
  );
}

/** Numbers are never typed: a marker stands for a figure that is counted at sealing. */
function FigureHelp({ choices }: { choices: ChoicesRead }) {
  const { t } = useTranslation("letters");
  return (
    <Muted small as="div">
      {t("edit.figures")}
      <ul>
        {choices.figures.map((figure) => (
          <li key={figure.id}>
            <code>{`{{${figure.id}}}`}</code> {figure.name}
          </li>
        ))}
      </ul>
    </Muted>
  );
}
