import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Section } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { nameIn, useLang, usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { released } from "~/lib/released";
import { useCasesNumbers, useNames } from "./queries";

/** Every public case with its newest printed headline. */
export function CasesTable({ slug }: { slug?: string }) {
  const { t } = useTranslation(["statistics", "case", "common"]);
  const lang = useLang();
  const path = usePath();
  const names = useNames();
  const found = useCasesNumbers(slug);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <Section title={t("statistics:casesTitle")} lead={t("statistics:casesDates")}>
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
            cell: (row) => nameIn(row.respondent_names, lang),
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
      <MoreButton found={found} />
    </Section>
  );
}
