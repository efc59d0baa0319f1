import { useTranslation } from "react-i18next";
import { Badge, Bars, Facts, Figure, Progress, Timeline } from "~/components/Bits";
import { Card, Grid, Row, Section } from "~/components/Layouts";
import { Table } from "~/components/Table";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { number } from "~/lib/numbers";

const ROWS = [
  { id: "first", amount: 128050 },
  { id: "second", amount: 9900 },
] as const;
const LARGE = 1280;
const HALF = 0.5;

export function Data() {
  const { t } = useTranslation("gallery");
  const lang = useLang();
  return (
    <Section title={t("data")}>
      <Row>
        <Badge>{t("info")}</Badge>
        <Badge tone="accent">{t("info")}</Badge>
        <Badge tone="warn">{t("warn")}</Badge>
        <Badge tone="danger">{t("danger")}</Badge>
        <Badge tone="good">{t("good")}</Badge>
      </Row>
      <Grid halves>
        <Figure value={number(LARGE, lang)} caption={t("figure")} />
        <Figure mid value={number(LARGE, lang)} caption={t("figure")} />
        <Card>
          <Facts
            items={[
              { name: t("fact"), value: t("value") },
              { name: t("amount"), value: money(ROWS[0].amount, "CNY", lang) },
            ]}
          />
        </Card>
        <Timeline
          items={[
            { id: "done", when: t("when"), title: t("event") },
            { id: "next", when: t("coming"), title: t("event"), done: false },
          ]}
        />
      </Grid>
      <Progress value={HALF} label={t("progress")} />
      <h3>{t("bars")}</h3>
      <Bars
        items={[
          { label: t("first"), value: LARGE, shown: number(LARGE, lang) },
          { label: t("second"), value: LARGE * HALF, shown: number(LARGE * HALF, lang) },
        ]}
      />
      <Table
        caption={t("table")}
        rows={[...ROWS]}
        rowKey={(row) => row.id}
        columns={[
          { id: "name", title: t("fact"), cell: (row) => t(row.id) },
          { id: "amount", title: t("amount"), end: true, cell: (row) => money(row.amount, "CNY", lang) },
        ]}
      />
    </Section>
  );
}
