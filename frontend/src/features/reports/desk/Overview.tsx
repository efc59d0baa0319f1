import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Figure } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Grid, Muted, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { useTally, useTellMembers } from "./queries";

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

/** The live waterfall, for organizers only, and what can be done for the whole case. */
export function DeskOverview({ reference, invite }: { reference: string; invite: ReactNode }) {
  const { t } = useTranslation("desk");
  const lang = useLang();
  const tally = useTally(reference);
  const tell = useTellMembers(reference);
  return (
    <>
      {tally.isPending && <Loading />}
      {tally.isError && <Failure message={problemWords(tally.error, t)} retry={() => tally.refetch()} />}
      {tally.data && (
        <Section title={t("tally.title")} lead={t("tally.lead")}>
          <Grid>
            <Figure value={number(tally.data.counted, lang)} caption={t("tally.rows.counted")} mid />
            <Figure value={number(tally.data.evidence_checked, lang)} caption={t("tally.evidence")} mid />
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
      <Section title={t("tell.title")} lead={t("tell.lead")}>
        {tell.isError && <Failure message={problemWords(tell.error, t)} />}
        {tell.isSuccess && (
          <Notice tone="good" live>
            {t("tell.done")}
          </Notice>
        )}
        <div>
          <Button tone="quiet" busy={tell.isPending} onClick={() => tell.mutate()}>
            {t("tell.button")}
          </Button>
        </div>
        <Muted small>{t("tell.note")}</Muted>
      </Section>
      {invite}
    </>
  );
}
