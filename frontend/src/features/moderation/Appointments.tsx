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
import { ROLES, type Role, useCompanies, useGrantRole, useIsAdmin, useVerifyRepresentative } from "./queries";
import { RevokeRole } from "./RevokeRole";

/** Who may answer for a company, and (for admins) who holds a house-wide role. */
export function Appointments() {
  const admin = useIsAdmin();
  return (
    <>
      <RepresentativeForm />
      {admin && <RoleForm />}
      {admin && <RevokeRole />}
    </>
  );
}

function RepresentativeForm() {
  const { t } = useTranslation("moderation");
  const companies = useCompanies();
  const [contact, setContact] = useState("");
  const [slug, setSlug] = useState("");
  const verify = useVerifyRepresentative();
  return (
    <More summary={t("representative.title")}>
      <Muted small>{t("representative.lead")}</Muted>
      <TextField label={t("contact")} maxLength={254} value={contact} onChange={setContact} />
      <SelectField
        label={t("representative.company")}
        value={slug}
        onChange={setSlug}
        placeholder={t("choose")}
        options={(companies.data ?? []).map((one) => ({ value: one.slug, label: one.name }))}
      />
      {verify.isError && <Failure message={problemWords(verify.error, t)} />}
      {verify.isSuccess && (
        <Notice tone="good" live>
          {t("done")}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={verify.isPending}
          disabled={!contact.trim() || !slug}
          onClick={() => verify.mutate({ contact: contact.trim(), respondent_slug: slug })}
        >
          {t("representative.button")}
        </Button>
      </div>
      {verify.data && <HouseTrail about={verify.data.id} />}
    </More>
  );
}

function RoleForm() {
  const { t } = useTranslation("moderation");
  const [contact, setContact] = useState("");
  const [role, setRole] = useState<Role>("moderator");
  const grant = useGrantRole();
  return (
    <More summary={t("role.title")}>
      <TextField label={t("contact")} maxLength={254} value={contact} onChange={setContact} />
      <SelectField
        label={t("audit.role")}
        value={role}
        onChange={(value) => setRole(value as Role)}
        options={ROLES.map((value) => ({ value, label: t(`role.names.${value}`) }))}
      />
      {grant.isError && <Failure message={problemWords(grant.error, t)} />}
      {grant.isSuccess && (
        <Notice tone="good" live>
          {t("done")}
        </Notice>
      )}
      <div>
        <Button
          small
          busy={grant.isPending}
          disabled={!contact.trim()}
          onClick={() => grant.mutate({ contact: contact.trim(), role })}
        >
          {t("role.button")}
        </Button>
      </div>
      {grant.data && <HouseTrail about={grant.data.account_id} only="role." />}
    </More>
  );
}
