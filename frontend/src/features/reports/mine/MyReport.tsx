import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Row } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { Appeal, AppealRestored } from "./Appeal";
import { CorrectReport } from "./CorrectReport";
import { JoinLater } from "./JoinLater";
import { useMayJoin } from "./joining";
import { StateBadge } from "./MyReports";
import { NamedTo } from "./NamedTo";
import { useMyReport } from "./queries";
import { Rejected } from "./Rejected";
import { ShareWithOrganizer } from "./ShareWithOrganizer";
import { IsOut, WayOut } from "./WayOut";
import { WhatITold } from "./WhatITold";

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
      <WhatITold report={report} />
      {report.state !== "withdrawn" && <CorrectReport report={report} />}
      {evidence(closed)}
      {!closed && <NamedTo report={report} />}
      {report.case_reference && !closed && <ShareWithOrganizer reference={report.case_reference} />}
      {!report.erased && <WayOut report={report} />}
    </>
  );
}
