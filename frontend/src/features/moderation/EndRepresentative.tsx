import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SelectField } from "~/components/Field";
import { AppointmentForm, CompanyField } from "./AppointmentForm";
import { HouseTrail } from "./AuditTrail";
import { useEndRepresentative } from "./ending/queries";

const WHY = ["left", "not_needed", "misused", "mistake"] as const;

/** Ends who answers for a company, with a reason that stands in the trail. */
export function EndRepresentative() {
  const { t } = useTranslation("moderation");
  const [slug, setSlug] = useState("");
  const [why, setWhy] = useState("");
  return (
    <AppointmentForm
      summary={t("representative.endTitle")}
      lead={t("representative.endLead")}
      button={t("representative.end")}
      tone="danger"
      doing={useEndRepresentative()}
      body={(contact) => (slug && why ? { contact, respondent_slug: slug, reason_code: why } : null)}
      trail={(ended) => <HouseTrail about={ended.id} />}
    >
      <CompanyField slug={slug} onChange={setSlug} />
      <SelectField
        label={t("representative.why")}
        value={why}
        onChange={setWhy}
        placeholder={t("choose")}
        options={WHY.map((value) => ({ value, label: t(`representative.reasons.${value}`) }))}
      />
    </AppointmentForm>
  );
}
