import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { FilePick } from "~/components/FilePick";
import { Card, Muted, Row, Stack } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { today } from "~/lib/dates";
import { ACCEPT } from "~/lib/evidenceFiles";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type FilingRead, type Step, useRecord } from "./queries";

const METHODS = ["post", "courier", "email", "portal", "in_app", "in_person", "phone", "fax"] as const;
const PROOFS = [
  "acknowledged",
  "post_receipt",
  "courier_receipt",
  "mail_receipt",
  "portal_receipt",
  "court_stamp",
] as const;
const RESPONSES = [
  "receipt",
  "acceptance",
  "extension",
  "question",
  "answer",
  "partial_answer",
  "refusal",
  "not_accepted",
  "decision",
] as const;
const ENDS = ["solved", "partly_solved", "refused", "no_reply", "withdrawn", "moved_on"] as const;

type Kind = "sending" | "proof" | "response" | "end";
const OPTIONS: Record<Kind, readonly string[]> = {
  sending: METHODS,
  proof: PROOFS,
  response: RESPONSES,
  end: ENDS,
};

const LATER: Kind[] = ["proof", "response"];
const OPEN: Record<"prepared" | "sent", Kind[]> = { prepared: ["sending", "end"], sent: ["end"] };

type Recording = UseMutationResult<unknown, Error, Step>;

/** Writes down one thing that happened: it was sent, it arrived, something came back, it ended. */
export function RecordStep({ reference, filing }: { reference: string; filing: FilingRead }) {
  const record = useRecord(reference, filing.reference);
  return (
    <StepButtons sent={filing.filed_on !== null} ended={Boolean(filing.ended_on)} record={record} takesFile />
  );
}

interface StepsProps {
  sent: boolean;
  /** Nobody follows it any more; what still comes of it is written down all the same. */
  ended: boolean;
  record: Recording;
  /** Whether the paper itself can be kept; of one's own pack it stays with oneself. */
  takesFile?: boolean;
}

/** The same for a joint filing and for one's own pack. */
export function StepButtons({ sent, ended, record, takesFile = false }: StepsProps) {
  const { t } = useTranslation("packs");
  const [kind, setKind] = useState<Kind | null>(null);
  const kinds: Kind[] = [...(sent ? LATER : []), ...(ended ? [] : OPEN[sent ? "sent" : "prepared"])];
  if (kinds.length === 0) return null;
  return (
    <Stack tight>
      <Row>
        {kinds.map((one) => (
          <Button
            key={one}
            tone={one === kind ? "primary" : "quiet"}
            small
            onClick={() => setKind(one === kind ? null : one)}
          >
            {t(`record.${one}`)}
          </Button>
        ))}
      </Row>
      {kind && (
        <StepForm key={kind} record={record} kind={kind} takesFile={takesFile} onDone={() => setKind(null)} />
      )}
    </Stack>
  );
}

interface StepFormProps {
  record: Recording;
  kind: Kind;
  takesFile: boolean;
  onDone: () => void;
}

function StepForm({ record, kind, takesFile, onDone }: StepFormProps) {
  const { t } = useTranslation(["packs", "case", "common"]);
  const lang = useLang();
  const [which, setWhich] = useState(OPTIONS[kind][0] ?? "");
  const [on, setOn] = useState(today());
  const [note, setNote] = useState("");
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const label = (value: string) => {
    if (kind === "sending") return t(`packs:methods.${value as "post"}`);
    if (kind === "proof") return t(`packs:proofs.${value as "post_receipt"}`);
    if (kind === "response") return t(`case:filings.responses.${value as "answer"}`);
    return t(`packs:ends.${value as "solved"}`);
  };
  const save = () =>
    record.mutate(stepOf(kind, { which, on, note, text, lang, file }), { onSuccess: onDone });
  return (
    <Card>
      <SelectField
        label={t(`packs:record.which.${kind}`)}
        value={which}
        onChange={setWhich}
        options={OPTIONS[kind].map((value) => ({ value, label: label(value) }))}
      />
      <TextField label={t("common:date")} type="date" max={today()} value={on} onChange={setOn} />
      {kind === "sending" && (
        <TextField label={t("packs:number")} optional maxLength={120} value={note} onChange={setNote} />
      )}
      {kind === "proof" && (
        <TextField label={t("packs:record.note")} optional maxLength={1000} value={note} onChange={setNote} />
      )}
      {kind === "proof" && takesFile && <ProofFile file={file} onChange={setFile} />}
      {kind === "response" && (
        <>
          <TextBox
            label={t("packs:record.summary")}
            hint={t("packs:record.summaryHint")}
            optional
            maxLength={1000}
            value={note}
            onChange={setNote}
          />
          <TextBox
            label={t("packs:record.text")}
            hint={t("packs:record.textHint")}
            optional
            maxLength={20000}
            value={text}
            onChange={setText}
          />
        </>
      )}
      {record.isError && <Failure message={problemWords(record.error, t)} />}
      <Row>
        <Button small busy={record.isPending} onClick={save}>
          {t("common:save")}
        </Button>
        <Button small tone="quiet" onClick={onDone}>
          {t("common:cancel")}
        </Button>
      </Row>
    </Card>
  );
}

function ProofFile({ file, onChange }: { file: File | null; onChange: (file: File | null) => void }) {
  const { t } = useTranslation("packs");
  return (
    <Stack tight>
      <Row>
        <FilePick
          label={t(file ? "record.otherFile" : "record.file")}
          accept={ACCEPT}
          onFiles={([first]) => first && onChange(first)}
        />
        {file && (
          <Button small tone="quiet" onClick={() => onChange(null)}>
            {t("record.noFile")}
          </Button>
        )}
      </Row>
      <Muted small>{file ? file.name : t("record.fileHint")}</Muted>
    </Stack>
  );
}

interface Entered {
  which: string;
  on: string;
  note: string;
  text: string;
  lang: "zh" | "en" | "id";
  file: File | null;
}

function stepOf(kind: Kind, { which, on, note, text, lang, file }: Entered): Step {
  const said = note.trim() || null;
  if (kind === "sending") return { kind, body: { filed_on: on, method: which as "post", number: said } };
  if (kind === "proof")
    return { kind, body: { kind: which as "post_receipt", delivered_on: on, note: said }, file };
  if (kind === "end") return { kind, body: { reason: which as "solved", ended_on: on } };
  return {
    kind,
    body: { kind: which as "answer", came_on: on, summary: said, text: text.trim() || null, lang },
  };
}
