import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { DownloadLink } from "~/components/Button";
import { Row, Section } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { nameIn, useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { Caveat } from "./Caveat";
import { Cite } from "./Cite";
import { FilingStates } from "./FilingStates";
import { SumHeadline } from "./NumbersInBrief";
import { type SumPoint, type TotalRelease, useTotals } from "./queries";
import { SumBreakdowns } from "./SumBreakdowns";
import { Trend } from "./Trend";

/** Everything that was released, by company, problem, area, month, amount; of all or of one company. */
export function Totals({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const found = useTotals(slug);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const { release, caveat, history } = found.data;
  if (!release) {
    return (
      <>
        <Empty title={t("statistics:none")}>
          <p>{t("statistics:noneText")}</p>
        </Empty>
        <FilingStates slug={slug} />
      </>
    );
  }
  return (
    <>
      <Section title={t("statistics:headline")}>
        <SumHeadline release={release} />
        <Caveat text={caveat} />
        <Downloads slug={slug} release={release} name={nameIn(found.data.respondent_names, lang)} />
      </Section>
      <TotalsTrend points={history} />
      <SumBreakdowns release={release} slug={slug} />
      <FilingStates slug={slug} />
    </>
  );
}

/** How the sum went, release by release. */
export function TotalsTrend({ points }: { points: SumPoint[] }) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  if (points.length < 2) return null;
  const shown = (one: SumPoint) => t("common:atLeast", { n: number(one.people_at_least, lang) });
  return (
    <Section title={t("statistics:trend")}>
      <Trend
        label={t("statistics:trend")}
        points={points.map((one) => ({ on: one.as_of, value: one.people_at_least, shown: shown(one) }))}
      />
      <More summary={t("statistics:table")}>
        <Table
          caption={t("statistics:history")}
          hideCaption
          rows={[...points].reverse()}
          rowKey={(one) => String(one.number)}
          columns={[
            { id: "on", title: t("statistics:releasedOn"), cell: (one) => day(one.as_of, lang) },
            { id: "n", title: t("statistics:lines.people"), cell: shown, end: true },
            {
              id: "cases",
              title: t("statistics:casesWithNumbers"),
              cell: (one) => number(one.cases, lang),
              end: true,
            },
          ]}
        />
      </More>
    </Section>
  );
}

function Downloads({ slug, release, name }: { slug?: string; release: TotalRelease; name: string }) {
  const { t } = useTranslation("statistics");
  const people = release.lines.people.at_least;
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
      <Cite
        kind={slug ? "company" : "home"}
        name={name || t("title")}
        subject={slug ?? ""}
        number={release.number}
        line={{ state: "band", value: null, at_least: people }}
        asOf={release.as_of}
      />
    </Row>
  );
}
