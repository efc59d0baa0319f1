import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { HouseTrail } from "./AuditTrail";
import { ROLES, type Role, type RoleLoss, useRevokeRole } from "./queries";

const WHY = ["left", "not_needed", "misused", "mistake"] as const;

/** Takes a house-wide role away, with a reason that stands in the trail. */
export function RevokeRole() {
  const { t } = useTranslation("moderation");
  const [contact, setContact] = useState("");
  const [role, setRole] = useState<Role>("moderator");
  const [why, setWhy] = useState<RoleLoss | "">("");
  const revoke = useRevokeRole();
  return (
    <More summary={t("role.revokeTitle")}>
      <Muted small>{t("role.revokeLead")}</Muted>
      <TextField label={t("contact")} maxLength={254} value={contact} onChange={setContact} />
      <SelectField
        label={t("audit.role")}
        value={role}
        onChange={(value) => setRole(value as Role)}
        options={ROLES.map((value) => ({ value, label: t(`role.names.${value}`) }))}
      />
      <SelectField
        label={t("role.why")}
        value={why}
        onChange={(value) => setWhy(value as RoleLoss)}
        placeholder={t("choose")}
        options={WHY.map((value) => ({ value, label: t(`role.reasons.${value}`) }))}
      />
      {revoke.isError && <Failure message={problemWords(revoke.error, t)} />}
      {revoke.isSuccess && (
        <Notice tone="good" live>
          {t("done")}
        </Notice>
      )}
      <div>
        <Button
          tone="danger"
          small
          busy={revoke.isPending}
          disabled={!contact.trim() || !why}
          onClick={() => why && revoke.mutate({ contact: contact.trim(), role, reason_code: why })}
        >
          {t("role.revoke")}
        </Button>
      </div>
      {revoke.data && <HouseTrail about={revoke.data.account_id} only="role." />}
    </More>
  );
}
