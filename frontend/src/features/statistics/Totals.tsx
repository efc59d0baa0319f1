import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Figure } from "~/components/Bits";
import { Button, DownloadLink } from "~/components/Button";
import { Grid, Muted, Row, Section } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { Breakdown } from "./Breakdown";
import { Caveat } from "./Caveat";
import { type TotalRelease, useCasesNumbers, useNames, useTotals } from "./queries";

/** The numbers in brief, for the first page. */
export function NumbersInBrief() {
  const { t } = useTranslation(["statistics", "common"]);
  const path = usePath();
  const found = useTotals();
  if (!found.data?.release) return null;
  return (
    <Section
      title={t("statistics:title")}
      aside={<Link to={path("/statistics")}>{t("statistics:all")}</Link>}
    >
      <Headline release={found.data.release} />
      <Caveat text={found.data.caveat} />
    </Section>
  );
}

function Headline({ release }: { release: TotalRelease }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  return (
    <>
      <Grid>
        <Figure
          value={t("common:atLeast", { n: number(release.lines.people.at_least, lang) })}
          caption={t("statistics:lines.people")}
          mid
        />
        <Figure value={number(release.cases.length, lang)} caption={t("statistics:casesWithNumbers")} mid />
        <Figure
          value={t("common:atLeast", { n: number(release.lines.evidence_checked.at_least, lang) })}
          caption={t("statistics:lines.evidence_checked")}
          mid
        />
      </Grid>
      <Muted small>{t("common:asOf", { date: day(release.as_of, lang) })}</Muted>
    </>
  );
}

/** Everything that was released, by company, problem, area, month, amount; of all or of one company. */
export function Totals({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const found = useTotals(slug);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const { release, caveat } = found.data;
  if (!release) {
    return (
      <Empty title={t("statistics:none")}>
        <p>{t("statistics:noneText")}</p>
      </Empty>
    );
  }
  return (
    <>
      <Section title={t("statistics:headline")}>
        <Headline release={release} />
        <Caveat text={caveat} />
        <Downloads slug={slug} />
      </Section>
      {!slug && release.respondents.length > 0 && (
        <Section title={t("statistics:by.company")}>
          <Breakdown
            dimension="company"
            cells={release.respondents.map((one) => ({ cell: one.respondent, value: one.people_at_least }))}
          />
        </Section>
      )}
      <Section title={t("statistics:by.issue")}>
        <Breakdown
          dimension="issue"
          cells={release.issues.map((one) => ({ cell: one.issue, value: one.people_at_least }))}
        />
      </Section>
      {(["area", "month", "amount"] as const)
        .filter((name) => release.breakdowns[name].length > 0)
        .map((name) => (
          <Section key={name} title={t(`statistics:by.${name}`)}>
            <Breakdown
              dimension={name}
              cells={release.breakdowns[name].map((one) => ({ cell: one.cell, value: one.at_least }))}
            />
          </Section>
        ))}
    </>
  );
}

function Downloads({ slug }: { slug?: string }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const query = slug ? `?lang=${lang}&respondent=${slug}` : `?lang=${lang}`;
  const json = slug ? `/api/public/v1/respondents/${slug}` : "/api/public/v1/home";
  return (
    <Row>
      <DownloadLink
        href={`/api/public/v1/statistics.csv${query}`}
        icon={<Download size={18} aria-hidden />}
        small
      >
        {t("csv")}
      </DownloadLink>
      <DownloadLink href={`${json}?lang=${lang}`} small newTab>
        {t("json")}
      </DownloadLink>
    </Row>
  );
}

/** Every public case with its newest printed headline. */
export function CasesTable({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const path = usePath();
  const names = useNames();
  const found = useCasesNumbers(slug);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <Section title={t("statistics:casesTitle")}>
      <Table
        caption={t("statistics:casesTitle")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.case}
        columns={[
          {
            id: "title",
            title: t("statistics:case.one"),
            cell: (row) => <Link to={path(`/cases/${row.case}`)}>{row.title}</Link>,
          },
          {
            id: "company",
            title: t("statistics:by.company"),
            cell: (row) => nameIn(row.respondent_names, lang),
          },
          { id: "issue", title: t("statistics:by.issue"), cell: (row) => names.issue(row.issue) },
          {
            id: "people",
            title: t("statistics:lines.people"),
            cell: (row) => released(row.people, lang, t),
            end: true,
          },
          { id: "on", title: t("statistics:changedOn"), cell: (row) => day(row.people.as_of, lang) },
        ]}
      />
      {found.hasNextPage && (
        <div>
          <Button tone="quiet" busy={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
            {t("common:showMore")}
          </Button>
        </div>
      )}
    </Section>
  );
}
