import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import type { Doing } from "./acting";

const REASONS = [
  "personal_data",
  "unlawful",
  "not_a_complaint",
  "duplicate",
  "false_claim",
  "court_order",
  "other",
] as const;

const BACK = ["mistake", "corrected", "allowed", "other"] as const;

/** Showing a hidden case again needs a reason too; none is chosen beforehand. */
export function RestoreForm({ reference, doing }: { reference: string; doing: Doing }) {
  const { t } = useTranslation("moderation");
  const [reason, setReason] = useState("");
  return (
    <More summary={t("restore.title")}>
      <SelectField
        label={t("restore.reason")}
        value={reason}
        onChange={setReason}
        placeholder={t("choose")}
        options={BACK.map((value) => ({ value, label: t(`audit.reasons.case.restore.${value}`) }))}
      />
      <div>
        <Button
          small
          busy={doing.busy}
          disabled={!reason}
          onClick={() => doing.act({ kind: "restore", reference, reason_code: reason })}
        >
          {t("restore.button")}
        </Button>
      </div>
    </More>
  );
}

/** Hiding always needs a reason: it stands in the public log. */
export function HideForm({ reference, doing }: { reference: string; doing: Doing }) {
  const { t } = useTranslation("moderation");
  const hide = (reason_code: string) => doing.act({ kind: "hide", reference, reason_code });
  return <HideWith title={t("hide.title")} busy={doing.busy} hide={hide} />;
}

/** The reason for a hiding, before it happens. */
export function HideWith({
  title,
  first = "personal_data",
  busy,
  hide,
}: {
  title: string;
  busy: boolean;
  first?: string;
  hide: (reason_code: string) => void;
}) {
  const { t } = useTranslation("moderation");
  const [reason, setReason] = useState<string>(first);
  return (
    <More summary={title}>
      <SelectField
        label={t("hide.reason")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      <div>
        <Button tone="danger" small busy={busy} onClick={() => hide(reason)}>
          {t("hide.button")}
        </Button>
      </div>
    </More>
  );
}
