import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Row } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { usePath } from "~/lib/lang";
import type { ReportRead } from "./queries";

/** A rejected report is told with its reason, and with what its author can do about it. */
export function Rejected({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const path = usePath();
  if (!report.rejected_reason) return null;
  return (
    <Notice tone="warn" title={t("rejected.title")}>
      <p>{t(`rejected.reasons.${report.rejected_reason as "other"}`)}</p>
      <p>{t("rejected.can")}</p>
      <Row>
        {report.case_reference && (
          <Link to={path(`/cases/${report.case_reference}`)}>{t("rejected.case")}</Link>
        )}
        <Link to={path("/report")}>{t("rejected.again")}</Link>
      </Row>
    </Notice>
  );
}
