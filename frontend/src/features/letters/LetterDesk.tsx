import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { Badge, type BadgeTone, Facts, More } from "~/components/Bits";
import { Button, ButtonLink, DownloadLink } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { FirstFailure } from "~/components/MoreButton";
import { Notice } from "~/components/Notice";
import { Empty, Failure, Loading } from "~/components/States";
import { day, inDays, moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { FinalStep } from "./FinalStep";
import { Findings } from "./Findings";
import { LetterText } from "./LetterText";
import { type LetterRead, useLetter, useLetters, useOpenLetter } from "./queries";
import { RecipientCopy } from "./RecipientCopy";

const TONES: Record<string, BadgeTone> = {
  open: "accent",
  shown: "warn",
  ready: "warn",
  sealed: "good",
  sent: "good",
};

export function LetterState({ state }: { state: string }) {
  const { t } = useTranslation("letters");
  return <Badge tone={TONES[state]}>{t(`states.${state as "draft"}`)}</Badge>;
}

/** The case's letters, and the way to a new one. */
export function LetterList({ reference }: { reference: string }) {
  const { t } = useTranslation(["letters", "common"]);
  const path = usePath();
  const lang = useLang();
  const found = useLetters(reference);
  const base = path(`/cases/${reference}/desk/letters`);
  return (
    <Section
      title={t("letters:desk.title")}
      lead={t("letters:desk.lead")}
      aside={<ButtonLink to={`${base}/new`}>{t("letters:desk.new")}</ButtonLink>}
    >
      {found.isPending && <Loading />}
      <FirstFailure found={found} />
      {found.data?.length === 0 && (
        <Empty title={t("letters:desk.none")}>
          <p>{t("letters:desk.noneText")}</p>
        </Empty>
      )}
      {found.data?.map((letter) => (
        <Card key={letter.reference} as="article">
          <Row between>
            <LetterState state={letter.state} />
            <Muted as="span" small>
              {letter.reference}
            </Muted>
          </Row>
          <h3>
            <Link to={`${base}/${letter.reference}`}>{letter.title}</Link>
          </h3>
          <Muted>
            {t("letters:to", { name: letter.recipient })}
            {letter.state === "open" && ` · ${t("letters:closes", { date: day(letter.closing_on, lang) })}`}
          </Muted>
        </Card>
      ))}
    </Section>
  );
}

/** One letter on the desk: its text, what is wrong with it, who stands behind it, and its next step. */
export function LetterDesk({ reference }: { reference: string }) {
  const { t } = useTranslation(["letters", "common"]);
  const { letter = "" } = useParams();
  const found = useLetter(reference, letter);
  if (found.isPending) return <Loading lines={8} />;
  const failed = <FirstFailure found={found} />;
  const one = found.data;
  if (!one) return failed;
  return (
    <Stack>
      {failed}
      <Row between>
        <Row>
          <LetterState state={one.state} />
          <span>{t("letters:version", { n: one.version })}</span>
        </Row>
        <Muted as="span" small>
          {one.reference}
        </Muted>
      </Row>
      <h2>{one.title}</h2>
      <Muted>{t("letters:to", { name: one.recipient })}</Muted>
      <NextStep reference={reference} one={one} />
      {one.desk && <Standing one={one} />}
      {one.desk && <Findings findings={one.desk.findings} />}
      <LetterText body={one.body} lang={one.lang} />
      <Files reference={reference} one={one} />
    </Stack>
  );
}

function Standing({ one }: { one: LetterRead }) {
  const { t } = useTranslation("letters");
  const lang = useLang();
  const desk = one.desk;
  if (!desk || one.state === "draft") return null;
  return (
    <Section title={t("standing.title")}>
      <Facts
        items={[
          { name: t("standing.approving"), value: number(desk.approving, lang) },
          { name: t("standing.objecting"), value: number(desk.objecting, lang) },
          { name: t("standing.steppedOut"), value: number(desk.stepped_out, lang) },
          { name: t("standing.unanswered"), value: number(desk.unanswered, lang) },
          { name: t("standing.sealedFor"), value: one.people === null ? null : number(one.people, lang) },
        ]}
      />
      {!desk.current && <Notice tone="warn">{t("standing.recomputed")}</Notice>}
      {desk.notes.length > 0 && (
        <More summary={t("standing.notes")}>
          {desk.notes.map((note) => (
            <Card key={note.pseudonym + note.at}>
              <Muted small>
                {note.pseudonym} · {t(`standing.decisions.${note.decision as "approve"}`)}
              </Muted>
              <p>{note.note}</p>
            </Card>
          ))}
        </More>
      )}
    </Section>
  );
}

const FINAL: Record<string, "show" | "seal"> = { closed: "show", ready: "seal" };

/** What can be done now: open, show the final letter, seal. Sealing can't be taken back. */
function NextStep({ reference, one }: { reference: string; one: LetterRead }) {
  const { t } = useTranslation("letters");
  const lang = useLang();
  const path = usePath();
  const navigate = useNavigate();
  const [closing, setClosing] = useState(one.closing_on ?? inDays(7));
  const open = useOpenLetter(reference, one.reference);
  const final = FINAL[one.state];
  const editable = ["draft", "open", "closed"].includes(one.state);
  const edit = () => navigate(path(`/cases/${reference}/desk/letters/${one.reference}/edit`));
  return (
    <Card as="section">
      <h2>{t("next.title")}</h2>
      <p>{t(`next.about.${one.state as "draft"}`, { date: moment(one.sealable_from, lang) })}</p>
      {(one.state === "draft" || one.state === "open") && (
        <Row end>
          <TextField
            label={t("next.closing")}
            type="date"
            min={inDays(1)}
            value={closing}
            onChange={setClosing}
          />
          <Button busy={open.isPending} onClick={() => open.mutate(closing)}>
            {t(one.state === "draft" ? "next.open" : "next.move")}
          </Button>
        </Row>
      )}
      <Row>
        {final && <FinalStep reference={reference} one={one} step={final} />}
        {editable && (
          <Button tone="quiet" onClick={edit}>
            {t("next.edit")}
          </Button>
        )}
        {(one.state === "sealed" || one.state === "sent") && (
          <ButtonLink to={path(`/cases/${reference}/desk/filings`)}>{t("next.file")}</ButtonLink>
        )}
      </Row>
      {open.error && <Failure message={problemWords(open.error, t)} />}
    </Card>
  );
}

function Files({ reference, one }: { reference: string; one: LetterRead }) {
  const { t } = useTranslation("letters");
  const base = `/api/cases/${reference}/letters/${one.reference}`;
  const sealed = one.sealed_at !== null;
  return (
    <Section title={t("files.title")}>
      <Row>
        {sealed ? (
          <>
            <DownloadLink href={`${base}/copy.pdf`} small>
              {t("files.memberPdf")}
            </DownloadLink>
            <DownloadLink href={`${base}/copy.docx`} small>
              {t("files.memberDocx")}
            </DownloadLink>
          </>
        ) : (
          <DownloadLink href={`${base}/preview.pdf`} small>
            {t("files.preview")}
          </DownloadLink>
        )}
      </Row>
      {sealed && <RecipientCopy reference={reference} letter={one.reference} />}
    </Section>
  );
}
