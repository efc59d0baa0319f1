import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextBox } from "~/components/Field";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type MemberRead, useIsStaff, useSetAside } from "./queries";

const REASONS = ["coordinated", "fabricated", "respondent_staff", "other"] as const;

/** A moderator's decision about a person, with a reason that the person reads and may appeal. */
export function SetAside({ reference, member }: { reference: string; member: MemberRead }) {
  const { t } = useTranslation("desk");
  const staff = useIsStaff();
  const [code, setCode] = useState<string>("coordinated");
  const [reason, setReason] = useState("");
  const decide = useSetAside(reference);
  if (!staff) return null;
  if (member.set_aside || decide.isSuccess) return <Notice tone="warn">{t("aside.done")}</Notice>;
  return (
    <More summary={t("aside.title")}>
      <SelectField
        label={t("aside.code")}
        value={code}
        onChange={setCode}
        options={REASONS.map((value) => ({ value, label: t(`aside.codes.${value}`) }))}
      />
      <TextBox
        label={t("aside.reason")}
        hint={t("aside.hint")}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      <div>
        <Button
          tone="danger"
          small
          busy={decide.isPending}
          disabled={reason.trim().length < 5}
          onClick={() =>
            decide.mutate({ membership_id: member.id, reason_code: code, reason: reason.trim() })
          }
        >
          {t("aside.button")}
        </Button>
      </div>
    </More>
  );
}
