import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { SelectField, TextField } from "~/components/Field";
import { Muted } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { ROLES, type Role, useCompanies } from "./queries";

interface AppointmentFormProps<Body, Answer> {
  summary: string;
  lead?: string;
  button: string;
  tone?: "danger";
  doing: UseMutationResult<Answer, Error, Body>;
  /** What is sent for a contact; null while something is missing. */
  body: (contact: string) => Body | null;
  trail: (answer: Answer) => ReactNode;
  children: ReactNode;
}

/** Gives or takes what hangs on somebody's account, named by a contact; afterwards its trail can be read. */
export function AppointmentForm<Body, Answer>({
  summary,
  lead,
  button,
  tone,
  doing,
  body,
  trail,
  children,
}: AppointmentFormProps<Body, Answer>) {
  const { t } = useTranslation("moderation");
  const [contact, setContact] = useState("");
  const ready = contact.trim() ? body(contact.trim()) : null;
  return (
    <More summary={summary}>
      {lead && <Muted small>{lead}</Muted>}
      <TextField label={t("contact")} maxLength={254} value={contact} onChange={setContact} />
      {children}
      {doing.isError && <Failure message={problemWords(doing.error, t)} />}
      {doing.isSuccess && (
        <Notice tone="good" live>
          {t("done")}
        </Notice>
      )}
      <div>
        <Button
          tone={tone}
          small
          busy={doing.isPending}
          disabled={!ready}
          onClick={() => ready && doing.mutate(ready)}
        >
          {button}
        </Button>
      </div>
      {doing.data && trail(doing.data)}
    </More>
  );
}

/** Which house-wide role. */
export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation("moderation");
  return (
    <SelectField
      label={t("audit.role")}
      value={role}
      onChange={(value) => onChange(value as Role)}
      options={ROLES.map((value) => ({ value, label: t(`role.names.${value}`) }))}
    />
  );
}

/** Which company the contact speaks for. */
export function CompanyField({ slug, onChange }: { slug: string; onChange: (slug: string) => void }) {
  const { t } = useTranslation("moderation");
  const companies = useCompanies();
  return (
    <SelectField
      label={t("representative.company")}
      value={slug}
      onChange={onChange}
      placeholder={t("choose")}
      options={(companies.data ?? []).map((one) => ({ value: one.slug, label: one.name }))}
    />
  );
}
