import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isRefusal } from "~/api/problem";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { CURRENCIES } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { assigned, FIELDS, within } from "./columns";
import { type ImportPreview, type ReadAs, useReadAs, useRunImport } from "./queries";

interface Props {
  reference: string;
  preview: ImportPreview;
  onChange: (preview: ImportPreview) => void;
  onDone: () => void;
}

/** How the sheet will be read, column by column; every guess can be changed before anything is imported. */
export function SheetPreview({ reference, preview, onChange, onDone }: Props) {
  const { t } = useTranslation(["desk", "common"]);
  const [agreed, setAgreed] = useState("");
  const [first] = useState(preview);
  const [stated, setStated] = useState<ReadAs>({ map: {}, tab: null, currency: null });
  const readAs = useReadAs(reference, preview.reference);
  const run = useRunImport(reference, preview.reference);
  // what was asked for shows while it is asked; what was refused never stands here as if it were so
  const { map, tab, currency } = (readAs.isPending && readAs.variables) || stated;
  const tabs = [...first.tabs, ...preview.tabs];
  const read = (next: ReadAs) =>
    readAs.mutate(next, {
      onSuccess: (found) => {
        setStated(next);
        onChange(found);
      },
    });
  // What was refused is not asked for again; what did not arrive is.
  const again = isRefusal(readAs.error) ? { map, tab, currency } : readAs.variables;
  const assign = (column: string, field: string) =>
    read({ map: assigned(map, column, field, tabs), tab, currency });
  return (
    <Stack>
      <Notice title={t("desk:imports.previewTitle", { name: preview.file_name })}>
        <p>{t("desk:imports.previewLead", { n: preview.rows })}</p>
      </Notice>
      {preview.notes.length > 0 && (
        <More summary={t("desk:imports.notes", { n: preview.notes.length })}>
          {preview.notes.map((note) => (
            <Muted small key={note}>
              {note}
            </Muted>
          ))}
        </More>
      )}
      {first.tabs.length > 1 && (
        <SelectField
          label={t("desk:imports.tab")}
          value={tab ?? ""}
          onChange={(name) => read({ map: within(map, name, tabs), tab: name || null, currency })}
          placeholder={t("desk:imports.allTabs")}
          options={first.tabs.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      <SelectField
        label={t("desk:imports.currency")}
        value={currency ?? preview.currency ?? ""}
        onChange={(value) => read({ map, tab, currency: value || null })}
        placeholder={first.currency ? undefined : t("desk:imports.currencyNone")}
        options={CURRENCIES.map((code) => ({ value: code, label: code }))}
      />
      {readAs.isError && (
        <Failure message={problemWords(readAs.error, t)} retry={() => again && read(again)} />
      )}
      {preview.tabs.map((one) => (
        <Columns key={one.name} tab={one} onAssign={assign} />
      ))}
      <TextBox
        label={t("desk:imports.agreed")}
        hint={t("desk:imports.agreedHint")}
        maxLength={2000}
        value={agreed}
        onChange={setAgreed}
      />
      {run.isError && <Failure message={problemWords(run.error, t)} />}
      <Row>
        <Button
          busy={run.isPending}
          disabled={!agreed.trim() || readAs.isPending || readAs.isError}
          onClick={() => run.mutate(agreed.trim(), { onSuccess: onDone })}
        >
          {t("desk:imports.run")}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t("common:cancel")}
        </Button>
      </Row>
    </Stack>
  );
}

type TabRead = ImportPreview["tabs"][number];

function Columns({ tab, onAssign }: { tab: TabRead; onAssign: (column: string, field: string) => void }) {
  const { t } = useTranslation("desk");
  return (
    <Section title={t("imports.columns", { tab: tab.name, n: tab.rows })}>
      {tab.columns.map((column) => (
        <Card key={column.column}>
          {column.refused ? (
            <Notice tone="warn" title={column.column}>
              <p>{t("imports.refused")}</p>
            </Notice>
          ) : (
            <SelectField
              label={column.column}
              hint={column.sample.slice(0, 3).join(" · ")}
              value={column.field ?? ""}
              onChange={(field) => onAssign(column.column, field)}
              placeholder={t("imports.notImported")}
              options={FIELDS.map((value) => ({ value, label: t(`imports.fields.${value}`) }))}
            />
          )}
        </Card>
      ))}
    </Section>
  );
}
