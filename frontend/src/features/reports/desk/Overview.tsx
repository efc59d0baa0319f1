import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Figure } from "~/components/Bits";
import { Grid, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { useTally } from "./queries";

const ROWS = [
  "received",
  "rejected",
  "withdrawn",
  "repeated",
  "incidents",
  "people",
  "set_aside",
  "counted",
] as const;

/** What needs doing, then the live waterfall, for organizers only. */
export function DeskOverview({
  reference,
  board,
  invite,
}: {
  reference: string;
  board: ReactNode;
  invite: ReactNode;
}) {
  const { t } = useTranslation(["desk", "statistics"]);
  const lang = useLang();
  const tally = useTally(reference);
  return (
    <>
      {board}
      {tally.isPending && <Loading />}
      {tally.isError && <Failure message={problemWords(tally.error, t)} retry={() => tally.refetch()} />}
      {tally.data && (
        <Section title={t("tally.title")} lead={t("tally.lead")}>
          <Grid>
            <Figure value={number(tally.data.counted, lang)} caption={t("tally.rows.counted")} mid />
            <Figure
              value={number(tally.data.evidence_checked, lang)}
              caption={t(`statistics:checked.${tally.data.checked_by}`)}
              mid
            />
            <Figure value={number(tally.data.named_people, lang)} caption={t("tally.named")} mid />
          </Grid>
          <Table
            caption={t("tally.title")}
            hideCaption
            rows={ROWS.map((id) => ({ id, n: tally.data[id] }))}
            rowKey={(row) => row.id}
            columns={[
              { id: "line", title: t("tally.line"), cell: (row) => t(`tally.rows.${row.id}`) },
              { id: "n", title: t("tally.number"), cell: (row) => number(row.n, lang), end: true },
            ]}
          />
        </Section>
      )}
      {invite}
    </>
  );
}
