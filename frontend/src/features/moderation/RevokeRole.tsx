import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SelectField } from "~/components/Field";
import { AppointmentForm, RoleField } from "./AppointmentForm";
import { HouseTrail } from "./AuditTrail";
import { type Role, type RoleLoss, useRevokeRole } from "./queries";

const WHY = ["left", "not_needed", "misused", "mistake"] as const;

/** Takes a house-wide role away, with a reason that stands in the trail. */
export function RevokeRole() {
  const { t } = useTranslation("moderation");
  const [role, setRole] = useState<Role>("moderator");
  const [why, setWhy] = useState<RoleLoss | "">("");
  return (
    <AppointmentForm
      summary={t("role.revokeTitle")}
      lead={t("role.revokeLead")}
      button={t("role.revoke")}
      tone="danger"
      doing={useRevokeRole()}
      body={(contact) => (why ? { contact, role, reason_code: why } : null)}
      trail={(gone) => <HouseTrail about={gone.account_id} room="role" />}
    >
      <RoleField role={role} onChange={setRole} />
      <SelectField
        label={t("role.why")}
        value={why}
        onChange={(value) => setWhy(value as RoleLoss)}
        placeholder={t("choose")}
        options={WHY.map((value) => ({ value, label: t(`role.reasons.${value}`) }))}
      />
    </AppointmentForm>
  );
}
