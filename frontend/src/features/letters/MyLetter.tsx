import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Checks } from "~/components/Choice";
import { TextBox, TextField } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { day, moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { Changes } from "./Changes";
import { LetterState } from "./LetterDesk";
import { LetterText } from "./LetterText";
import { type LetterRead, useDecideLetter, useLetter, useOwnLine, useStepOut } from "./queries";

const FIELDS = ["name", "contact", "ticket", "narrative", "evidence"] as const;

/** Reading one letter whole, then deciding; nothing is decided by opening it. */
export function MyLetter({ reference, letter }: { reference: string; letter: string }) {
  const { t } = useTranslation(["letters", "common"]);
  const lang = useLang();
  const found = useLetter(reference, letter);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const one = found.data;
  return (
    <Stack>
      <Row>
        <LetterState state={one.state} />
        <span>{t("letters:to", { name: one.recipient })}</span>
      </Row>
      {one.state === "open" && <Muted>{t("letters:closes", { date: day(one.closing_on, lang) })}</Muted>}
      {one.state === "shown" && (
        <Notice tone="warn">{t("letters:mine.shown", { date: moment(one.sealable_from, lang) })}</Notice>
      )}
      {one.own?.changes && <Changes told={one.own.changes} />}
      {one.own && !one.own.may_decide && one.own.decision !== "withdrawn" && (
        <Notice>
          {one.own.decision
            ? t(`letters:decisions.${one.own.decision as "approve"}`)
            : t(one.state === "open" ? "letters:mine.notCounted" : "letters:mine.closed")}
        </Notice>
      )}
      <LetterText body={one.body} lang={one.lang} />
      <OwnLine reference={reference} one={one} />
      {one.own?.may_decide && <Decide key={one.version} reference={reference} one={one} />}
      {one.own?.decision === "withdrawn" && <Notice live>{t("letters:decisions.withdrawn")}</Notice>}
      <StepOut reference={reference} one={one} />
      {one.sealed_at && <Copies reference={reference} letter={letter} />}
    </Stack>
  );
}

function OwnLine({ reference, one }: { reference: string; one: LetterRead }) {
  const { t } = useTranslation("letters");
  const line = useOwnLine(reference, one.reference, one.sealed_at !== null);
  if (!line.data) return null;
  return (
    <Section title={t("mine.ownLine")}>
      <Card>
        <Facts
          items={[
            { name: t("line.number"), value: String(line.data.number) },
            { name: t("line.who"), value: line.data.who },
            { name: t("line.when"), value: line.data.when },
            { name: t("line.amount"), value: line.data.amount },
            { name: t("line.asks"), value: line.data.asks },
            { name: t("line.exhibits"), value: String(line.data.exhibits) },
          ]}
        />
      </Card>
    </Section>
  );
}

function Decide({ reference, one }: { reference: string; one: LetterRead }) {
  const { t } = useTranslation("letters");
  const [fields, setFields] = useState<string[]>(one.own?.fields ?? []);
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const decide = useDecideLetter(reference, one.reference);
  const answer = (choice: "approve" | "object") =>
    decide.mutate({
      choice,
      fields: choice === "approve" ? fields : [],
      name: choice === "approve" && fields.includes("name") ? name.trim() || null : null,
      note: note.trim() || null,
    });
  const nameMissing = fields.includes("name") && !name.trim();
  return (
    <Section title={t("mine.decide")} lead={t("mine.explain")}>
      {one.own?.decision && (
        <Notice tone="good" live>
          {t(`decisions.${one.own.decision as "approve"}`)}
        </Notice>
      )}
      <Checks
        legend={t("mine.give", { name: one.recipient })}
        hint={one.own?.grant_text}
        options={FIELDS.map((value) => ({ value, label: t(`fields.${value}`) }))}
        values={fields}
        onChange={setFields}
      />
      {fields.includes("name") && (
        <TextField
          label={t("mine.name")}
          hint={t("mine.nameHint")}
          maxLength={60}
          value={name}
          onChange={setName}
        />
      )}
      <TextBox label={t("mine.note")} optional maxLength={1000} value={note} onChange={setNote} />
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      <Row>
        <Button busy={decide.isPending} disabled={nameMissing} onClick={() => answer("approve")}>
          {t("mine.approve")}
        </Button>
        <Button tone="quiet" busy={decide.isPending} onClick={() => answer("object")}>
          {t("mine.object")}
        </Button>
      </Row>
    </Section>
  );
}

/** Taken back only after being asked: once the time for approving is over there is no way back. */
function StepOut({ reference, one }: { reference: string; one: LetterRead }) {
  const { t } = useTranslation("letters");
  const [asking, setAsking] = useState(false);
  const stepOut = useStepOut(reference, one.reference);
  if (!one.own?.may_step_out) return null;
  return (
    <div>
      <Button tone="danger" small onClick={() => setAsking(true)}>
        {t("mine.stepOut")}
      </Button>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("mine.stepOutTitle")}
        does={t("mine.stepOutDo")}
        act={stepOut}
        body={undefined}
      >
        <p>{t(one.own.may_decide ? "mine.stepOutAgain" : "mine.stepOutFinal")}</p>
      </SureDialog>
    </div>
  );
}

function Copies({ reference, letter }: { reference: string; letter: string }) {
  const { t } = useTranslation("letters");
  const base = `/api/cases/${reference}/letters/${letter}`;
  return (
    <Row>
      <DownloadLink href={`${base}/copy.pdf`} small>
        {t("files.memberPdf")}
      </DownloadLink>
      <DownloadLink href={`${base}/copy.docx`} small>
        {t("files.memberDocx")}
      </DownloadLink>
    </Row>
  );
}
