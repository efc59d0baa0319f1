import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { SelectField, TextBox } from "~/components/Field";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { newKey } from "~/lib/ids";
import { problemWords } from "~/lib/problemWords";
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
  const { t } = useTranslation(["case", "common"]);
  const [reason, setReason] = useState<string>("personal_data");
  const [text, setText] = useState("");
  const key = useRef(newKey());
  const flag = useFlag(reference);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("case:flag.title")}
      actions={
        <>
          {!flag.isSuccess && (
            <Button
              busy={flag.isPending}
              onClick={() => flag.mutate({ key: key.current, reason_code: reason, text })}
            >
              {t("case:flag.send")}
            </Button>
          )}
          <Button tone="quiet" onClick={onClose}>
            {t("common:close")}
          </Button>
        </>
      }
    >
      {flag.isSuccess ? (
        <Notice tone="good" live>
          {t("case:flag.done")}
        </Notice>
      ) : (
        <>
          <SelectField
            label={t("case:flag.reason")}
            value={reason}
            onChange={setReason}
            options={REASONS.map((value) => ({ value, label: t(`case:reasons.${value}`) }))}
          />
          <TextBox label={t("case:flag.text")} optional maxLength={2000} value={text} onChange={setText} />
          {flag.isError && <Failure message={problemWords(flag.error, t)} />}
        </>
      )}
    </Dialog>
  );
}
