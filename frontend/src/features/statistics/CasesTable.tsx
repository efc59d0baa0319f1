import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Muted, Section } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { Empty, Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { useCasesNumbers, useNames } from "./queries";

/** Where the table of cases stands, of everything or of one company; of one problem alone where it is named. */
export function casesPath(slug?: string, issue?: string): string {
  const page = slug ? `/companies/${slug}` : "/statistics";
  return `${page}${issue ? `?issue=${encodeURIComponent(issue)}` : ""}#cases`;
}

/** Every public case with its newest printed headline; those about one problem where the address asks for it. */
export function CasesTable({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "case", "common"]);
  const lang = useLang();
  const path = usePath();
  const names = useNames();
  const issue = useSearchParams()[0].get("issue") ?? undefined;
  const found = useCasesNumbers(slug, issue);
  // Rows that stand in for the asked ones are of another problem: they only keep the section where it is.
  const other = found.isPlaceholderData;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <Loading />;
  if (found.isError && !found.isFetchNextPageError)
    return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (rows.length === 0 && !issue && !other) return null;
  return (
    <Section
      id="cases"
      title={t("statistics:casesTitle")}
      lead={t("statistics:casesDates")}
      aside={issue && <Link to={path(casesPath(slug))}>{t("statistics:issueAll")}</Link>}
    >
      {issue && <Muted>{t("statistics:issueOnly", { issue: names.issue(issue) })}</Muted>}
      {other && <Loading shape="table" />}
      {!other && rows.length === 0 && <Empty title={t("case:find.none")} />}
      {!other && rows.length > 0 && (
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
              title: t("case:company"),
              cell: (row) => (
                <Link to={path(`/companies/${row.respondent}`)}>{nameIn(row.respondent_names, lang)}</Link>
              ),
            },
            { id: "issue", title: t("case:issue"), cell: (row) => names.issue(row.issue) },
            {
              id: "people",
              title: t("statistics:lines.people"),
              cell: (row) => released(row.people, lang, t),
              end: true,
            },
            { id: "on", title: t("statistics:changedOn"), cell: (row) => day(row.people.as_of, lang) },
          ]}
        />
      )}
      {!other && <MoreButton found={found} />}
    </Section>
  );
}
