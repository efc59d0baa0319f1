import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useReject } from "./queries";

const REASONS = ["spam", "off_topic", "test", "abuse", "wrong_respondent", "other"] as const;

/** Rejecting one report: its author reads the reason, so it is chosen first and never by itself. */
export function RejectReport({ reference, report }: { reference: string; report: string }) {
  const { t } = useTranslation("desk");
  const [reason, setReason] = useState("");
  const reject = useReject(reference);
  return (
    <More summary={t("members.reject")}>
      <Muted>{t("members.rejectText")}</Muted>
      <SelectField
        label={t("members.rejectReason")}
        value={reason}
        onChange={setReason}
        placeholder={t("members.rejectPick")}
        options={REASONS.map((value) => ({ value, label: t(`members.reasons.${value}`) }))}
      />
      {reject.isError && <Failure message={problemWords(reject.error, t)} />}
      <div>
        <Button
          tone="danger"
          small
          busy={reject.isPending}
          disabled={!reason}
          onClick={() => reject.mutate({ report_id: report, reason_code: reason })}
        >
          {t("members.rejectDo")}
        </Button>
      </div>
    </More>
  );
}
