import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppointmentForm, CompanyField, RoleField } from "./AppointmentForm";
import { HouseTrail } from "./AuditTrail";
import { EndRepresentative } from "./EndRepresentative";
import { type Role, useGrantRole, useIsAdmin, useVerifyRepresentative } from "./queries";
import { RevokeRole } from "./RevokeRole";

/** Who may answer for a company, and (for admins) who holds a house-wide role. */
export function Appointments() {
  const admin = useIsAdmin();
  return (
    <>
      <RepresentativeForm />
      <EndRepresentative />
      {admin && <RoleForm />}
      {admin && <RevokeRole />}
    </>
  );
}

function RepresentativeForm() {
  const { t } = useTranslation("moderation");
  const [slug, setSlug] = useState("");
  return (
    <AppointmentForm
      summary={t("representative.title")}
      lead={t("representative.lead")}
      button={t("representative.button")}
      doing={useVerifyRepresentative()}
      body={(contact) => (slug ? { contact, respondent_slug: slug } : null)}
      trail={(verified) => <HouseTrail about={verified.id} />}
    >
      <CompanyField slug={slug} onChange={setSlug} />
    </AppointmentForm>
  );
}

function RoleForm() {
  const { t } = useTranslation("moderation");
  const [role, setRole] = useState<Role>("moderator");
  return (
    <AppointmentForm
      summary={t("role.title")}
      button={t("role.button")}
      doing={useGrantRole()}
      body={(contact) => ({ contact, role })}
      trail={(holder) => <HouseTrail about={holder.account_id} room="role" />}
    >
      <RoleField role={role} onChange={setRole} />
    </AppointmentForm>
  );
}
