import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SelectField } from "~/components/Field";
import { TellDialog } from "~/components/TellDialog";
import { useFlag } from "./queries";

const REASONS = [
  "personal_data",
  "unlawful",
  "not_a_complaint",
  "duplicate",
  "false_claim",
  "other",
] as const;

/** Tells the moderators that something on this page is wrong; no sign-in needed. */
export function FlagDialog({
  reference,
  open,
  onClose,
}: {
  reference: string;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("case");
  const [reason, setReason] = useState<string>("personal_data");
  const [text, setText] = useState("");
  const words = { title: t("flag.title"), text: t("flag.text"), send: t("flag.send"), done: t("flag.done") };
  return (
    <TellDialog
      open={open}
      onClose={onClose}
      words={words}
      text={text}
      onText={setText}
      sending={useFlag(reference)}
      body={{ reason_code: reason }}
    >
      <SelectField
        label={t("flag.reason")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
    </TellDialog>
  );
}
