import { useIssues } from "../queries";
import type { ReportRead } from "./queries";

/** Whether a report may still go into a case: kept, in none yet, no demanded fee, and a problem that cases are about. */
export function useMayJoin(): (report: ReportRead) => boolean {
  const issues = useIssues();
  return (report) =>
    !issues.isPending &&
    report.state === "incident" &&
    !report.case_reference &&
    !report.fee_demanded &&
    (issues.data?.issues.find((one) => one.id === report.issue_id)?.case_allowed ?? true);
}
