import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { nameIn, useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type FilingRead, usePlaybook, useRecord } from "./queries";

/** The organizers' private label for how the company behaves, and what the playbook says to do next. */
export function Reaction({ reference, filing }: { reference: string; filing: FilingRead }) {
  const { t } = useTranslation(["desk", "common", "packs"]);
  const lang = useLang();
  const plays = usePlaybook(reference);
  const [label, setLabel] = useState(filing.reaction?.label ?? filing.suggested_reaction ?? "");
  const [note, setNote] = useState(filing.reaction?.note ?? "");
  const record = useRecord(reference, filing.reference);
  const play = plays.data?.find((one) => one.id === label);
  const changing = (set: (value: string) => void) => (value: string) => {
    record.reset(); // what was saved is no longer what stands here
    set(value);
  };
  const save = () =>
    record.mutate({ kind: "reaction", body: { label: label as "serious", note: note.trim() || null } });
  return (
    <More summary={t("desk:reaction.title")} open={Boolean(filing.suggested_reaction && !filing.reaction)}>
      <Muted small>{t("desk:reaction.private")}</Muted>
      <SelectField
        label={t("desk:reaction.label")}
        value={label}
        onChange={changing(setLabel)}
        placeholder={t("common:choose")}
        options={(plays.data ?? []).map((one) => ({ value: one.id, label: nameIn(one.names, lang) }))}
      />
      {play && (
        <>
          <p>{nameIn(play.meaning, lang)}</p>
          <Stack as="ol" tight>
            {play.steps.map((step) => (
              <li key={step.action}>{nameIn(step.text, lang)}</li>
            ))}
          </Stack>
        </>
      )}
      <TextField
        label={t("packs:record.note")}
        optional
        maxLength={1000}
        value={note}
        onChange={changing(setNote)}
      />
      {record.isError && <Failure message={problemWords(record.error, t)} />}
      <Row>
        <Button small tone="quiet" disabled={!label} busy={record.isPending} onClick={save}>
          {t(record.isSuccess ? "common:saved" : "common:save")}
        </Button>
      </Row>
    </More>
  );
}
