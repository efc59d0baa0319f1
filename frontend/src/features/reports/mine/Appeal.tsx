import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextBox } from "~/components/Field";
import { Prose } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type ReportRead, useAppeal } from "./queries";

/** Being set aside is told with its reason, and can be appealed here. */
export function Appeal({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const [text, setText] = useState("");
  const appeal = useAppeal();
  return (
    <Notice tone="warn" title={t("appeal.title")}>
      <p>{report.set_aside_reason}</p>
      {report.appeal_answer ? (
        <>
          <p>{t("appeal.upheld")}</p>
          <Prose>{report.appeal_answer.reason}</Prose>
        </>
      ) : report.appealed || appeal.isSuccess ? (
        <p>{t("appeal.done")}</p>
      ) : (
        <>
          <TextBox label={t("appeal.label")} maxLength={4000} value={text} onChange={setText} />
          {appeal.isError && <Failure message={problemWords(appeal.error, t)} />}
          <div>
            <Button
              small
              disabled={!text.trim() || !report.case_reference}
              busy={appeal.isPending}
              onClick={() => appeal.mutate({ reference: report.case_reference ?? "", text: text.trim() })}
            >
              {t("appeal.send")}
            </Button>
          </div>
        </>
      )}
    </Notice>
  );
}

/** Being counted again after an appeal is told with its reason too. */
export function AppealRestored({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const answer = report.appeal_answer;
  if (!answer?.restored) return null;
  return (
    <Notice tone="good" title={t("appeal.restoredTitle")}>
      <Prose>{answer.reason}</Prose>
    </Notice>
  );
}
