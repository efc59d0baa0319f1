import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Badge, type BadgeTone, Facts } from "~/components/Bits";
import { SelectField } from "~/components/Field";
import { Card, Muted, Row, Stack } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Empty, Loading } from "~/components/States";
import { WhyDialog } from "~/components/WhyDialog";
import { dayOf, moment } from "~/lib/dates";
import { useLang, usePath } from "~/lib/lang";
import { AuditTrail } from "./AuditTrail";
import { useEndAppointment } from "./ending/queries";
import { type OrganizerListed, useOrganizing } from "./queries";

const VETTINGS = ["declared", "moderator", "invited", "auto"] as const;
const WHY_END = ["left", "not_needed", "inactive", "misused", "mistake"] as const;
const TONES: Record<string, BadgeTone> = { declared: "warn", moderator: "good" };

/** Who organizes which case, how and by whom vetted, when they last acted; a person only by their alias in that case. */
export function Organizers() {
  const { t } = useTranslation(["moderation", "common"]);
  const [vetting, setVetting] = useState("");
  const found = useOrganizing(vetting);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Muted>{t("moderation:organizers.lead")}</Muted>
      <SelectField
        label={t("moderation:organizers.vetting")}
        value={vetting}
        onChange={setVetting}
        placeholder={t("moderation:organizers.all")}
        options={VETTINGS.map((value) => ({ value, label: t(`moderation:organizers.vettings.${value}`) }))}
      />
      {found.isPending && <Loading lines={6} />}
      <FirstFailure found={found} />
      {found.isSuccess && rows.length === 0 && <Empty title={t("moderation:organizers.none")} />}
      {rows.map((row) => (
        <OrganizerCard key={row.id} row={row} />
      ))}
      <MoreButton found={found} />
    </Stack>
  );
}

function OrganizerCard({ row }: { row: OrganizerListed }) {
  const { t } = useTranslation("moderation");
  const lang = useLang();
  const path = usePath();
  return (
    <Card as="article">
      <h2>
        <Link to={path(`/cases/${row.case_reference}`)}>{row.case_title}</Link>
      </h2>
      <Row>
        <Badge>{t(`audit.roles.${row.role as "organizer"}`)}</Badge>
        <Badge tone={TONES[row.vetting] ?? "plain"}>
          {t(`organizers.vettings.${row.vetting as "declared"}`)}
        </Badge>
        {row.idle && <Badge tone="warn">{t("organizers.idle")}</Badge>}
      </Row>
      <Facts
        items={[
          { name: t("organizers.alias"), value: row.pseudonym ?? t("organizers.noAlias") },
          { name: t("organizers.declared"), value: dayOf(row.declared_at, lang) },
          { name: t("organizers.appointed"), value: dayOf(row.appointed_at, lang) },
          { name: t("organizers.by"), value: useBy(row) },
          { name: t("organizers.active"), value: row.appointed_at && moment(row.last_active_at, lang) },
        ]}
      />
      {row.appointed_at && (
        <Link to={path(`/cases/${row.case_reference}/desk/members`)}>
          {t("organizers.desk")}
          <span className="sr"> {row.case_title}</span>
        </Link>
      )}
      {row.appointed_at && <EndAppointment row={row} />}
      <AuditTrail reference={row.case_reference} />
    </Card>
  );
}

function EndAppointment({ row }: { row: OrganizerListed }) {
  const { t } = useTranslation("moderation");
  return (
    <div>
      <WhyDialog
        words={{
          open: t("organizers.end"),
          of: row.case_title,
          title: t("organizers.endTitle"),
          text: t("organizers.endText"),
          does: t("organizers.endDo"),
          why: t("organizers.why"),
          pick: t("choose"),
        }}
        reasons={WHY_END.map((value) => ({ value, label: t(`organizers.reasons.${value}`) }))}
        act={useEndAppointment()}
        body={(reason_code) => ({ reference: row.case_reference, organizer_id: row.id, reason_code })}
      />
    </div>
  );
}

/** Who vetted: never a name, for staff only whether it was oneself. */
function useBy({ vetted_by, vetted_by_me, vetted_by_pseudonym }: OrganizerListed): string | null {
  const { t } = useTranslation("moderation");
  if (vetted_by_me) return t("organizers.me");
  if (!vetted_by) return null;
  const role = t(`audit.roles.${vetted_by as "moderator"}`);
  return vetted_by_pseudonym ? t("organizers.inviter", { role, alias: vetted_by_pseudonym }) : role;
}
