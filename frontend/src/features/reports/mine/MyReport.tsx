import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Facts } from "~/components/Bits";
import { Card, Prose, Row, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { areaName } from "~/lib/area";
import { day, month } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { money } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { useIssues } from "../queries";
import { Appeal, AppealRestored } from "./Appeal";
import { CorrectReport } from "./CorrectReport";
import { JoinLater } from "./JoinLater";
import { useMayJoin } from "./joining";
import { StateBadge } from "./MyReports";
import { NamedTo } from "./NamedTo";
import { type ReportRead, useMyReport } from "./queries";
import { Rejected } from "./Rejected";
import { ShareWithOrganizer } from "./ShareWithOrganizer";
import { IsOut, WayOut } from "./WayOut";

/** One own report: what one wrote, its files, whom it may name one to, what the organizer may see, and the way out. */
export function MyReport({ id, evidence }: { id: string; evidence: (closed: boolean) => ReactNode }) {
  const { t } = useTranslation(["account", "common"]);
  const found = useMyReport(id);
  const mayJoin = useMayJoin();
  if (found.isPending) return <Loading lines={6} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const report = found.data;
  const closed = report.state === "withdrawn" || report.state === "rejected";
  return (
    <>
      <Row>
        <StateBadge report={report} />
        <span>{report.reference}</span>
      </Row>
      {report.state === "withdrawn" && <IsOut report={report} />}
      <Rejected report={report} />
      {report.set_aside_reason ? <Appeal report={report} /> : <AppealRestored report={report} />}
      {mayJoin(report) && <JoinLater report={report} />}
      <WhatIWrote report={report} />
      {report.state !== "withdrawn" && <CorrectReport report={report} />}
      {evidence(closed)}
      {!closed && <NamedTo report={report} />}
      {report.case_reference && !closed && <ShareWithOrganizer reference={report.case_reference} />}
      <WayOut report={report} />
    </>
  );
}

function WhatIWrote({ report }: { report: ReportRead }) {
  const { t } = useTranslation(["account", "common", "report"]);
  const lang = useLang();
  const path = usePath();
  const issues = useIssues();
  const issue = issues.data?.issues.find((one) => one.id === report.issue_id)?.name;
  const when =
    report.happened_precision === "day" ? day(report.happened_on, lang) : month(report.happened_on, lang);
  const remedies = report.remedies.map((one) => t(`common:remedies.${one as "refund"}`)).join(" · ");
  const link = report.case_reference && (
    <Link to={path(`/cases/${report.case_reference}`)}>{report.case_title}</Link>
  );
  return (
    <Section title={t("account:report.facts")}>
      <Card>
        <Facts
          items={[
            { name: t("account:report.company"), value: report.respondent_name },
            { name: t("account:report.issue"), value: issue },
            { name: t("account:report.when"), value: when },
            { name: t("account:report.amount"), value: money(report.amount_minor, report.currency, lang) },
            { name: t("account:report.area"), value: areaName(report.area, lang) },
            { name: t("account:report.asked"), value: day(report.asked_on, lang) },
            { name: t("account:report.ticket"), value: report.ticket },
            { name: t("account:report.answer"), value: report.company_answer },
            { name: t("account:report.remedies"), value: remedies },
            { name: t("account:report.case"), value: link || t("account:reports.noCase") },
            { name: t("account:report.pseudonym"), value: report.pseudonym },
          ]}
        />
        <Prose lang={report.lang}>{report.narrative}</Prose>
      </Card>
    </Section>
  );
}
