import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Row, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { SureDialog } from "~/components/SureDialog";
import {
  type ReportRead,
  useEraseReport,
  useRejoin,
  useWithdrawFromCase,
  useWithdrawReport,
} from "./queries";

/** Leaving the case can be undone, taking one report out can not, erasing leaves nothing: three doors, each asked first. */
export function WayOut({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const [asking, setAsking] = useState<"leave" | "withdraw" | "erase" | null>(null);
  const leave = useWithdrawFromCase();
  const withdraw = useWithdrawReport();
  const erase = useEraseReport();
  const close = () => setAsking(null);
  const inside = report.state !== "withdrawn";
  return (
    <Section title={t("report.outTitle")} lead={t("report.outLead")}>
      <Row>
        {inside && report.case_reference && !report.member_withdrawn && (
          <Button tone="quiet" onClick={() => setAsking("leave")}>
            {t("report.leave")}
          </Button>
        )}
        {inside && (
          <Button tone="quiet" onClick={() => setAsking("withdraw")}>
            {t("report.withdraw")}
          </Button>
        )}
        <Button tone="danger" onClick={() => setAsking("erase")}>
          {t("report.erase")}
        </Button>
      </Row>
      <SureDialog
        open={asking === "leave"}
        onClose={close}
        title={t("report.leaveTitle")}
        does={t("report.leaveDo")}
        act={leave}
        body={report.case_reference ?? ""}
      >
        <p>{t("report.leaveText")}</p>
        <p>{t("report.leaveBack")}</p>
      </SureDialog>
      <SureDialog
        open={asking === "withdraw"}
        onClose={close}
        title={t("report.withdrawTitle")}
        does={t("report.withdrawDo")}
        act={withdraw}
        body={report.id}
      >
        <p>{t("report.withdrawText")}</p>
      </SureDialog>
      <SureDialog
        open={asking === "erase"}
        onClose={close}
        title={t("report.eraseTitle")}
        does={t("report.eraseDo")}
        act={erase}
        body={report.id}
      >
        <p>{t("report.eraseText")}</p>
      </SureDialog>
    </Section>
  );
}

/** What is said of a report that is out: erased, gone for good, or left with its person, who may come back. */
export function IsOut({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const [asking, setAsking] = useState(false);
  const rejoin = useRejoin();
  if (report.erased) return <Notice>{t("report.erased")}</Notice>;
  if (!report.may_return) return <Notice>{t("report.withdrawn")}</Notice>;
  return (
    <Notice tone="warn" title={t("report.left")}>
      <div>
        <Button small onClick={() => setAsking(true)}>
          {t("report.rejoin")}
        </Button>
      </div>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("report.rejoin")}
        does={t("report.rejoin")}
        tone="primary"
        act={rejoin}
        body={report.case_reference ?? ""}
      >
        <p>{t("report.leftText")}</p>
      </SureDialog>
    </Notice>
  );
}
