import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Card, Muted, Row, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { CURRENCIES } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { assigned, type ColumnMap, FIELDS } from "./columns";
import { type ImportPreview, useReadAs, useRunImport } from "./queries";

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
  const [map, setMap] = useState<ColumnMap>({});
  const [currency, setCurrency] = useState("");
  const [tab, setTab] = useState("");
  const readAs = useReadAs(reference, preview.reference);
  const run = useRunImport(reference, preview.reference);
  const again = (part: { map?: ColumnMap; currency?: string; tab?: string }) => {
    const next = { map, currency, tab, ...part };
    setMap(next.map);
    setCurrency(next.currency);
    setTab(next.tab);
    readAs.mutate(
      { map: next.map, tab: next.tab || null, currency: next.currency || null },
      { onSuccess: onChange },
    );
  };
  const assign = (column: string, field: string) => again({ map: assigned(map, column, field) });
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
          value={tab}
          onChange={(value) => again({ tab: value })}
          placeholder={t("desk:imports.allTabs")}
          options={first.tabs.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      <SelectField
        label={t("desk:imports.currency")}
        value={currency || (preview.currency ?? "")}
        onChange={(value) => again({ currency: value })}
        placeholder={first.currency ? undefined : t("desk:imports.currencyNone")}
        options={CURRENCIES.map((code) => ({ value: code, label: code }))}
      />
      {readAs.isError && <Failure message={problemWords(readAs.error, t)} />}
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
          disabled={!agreed.trim() || readAs.isPending}
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
