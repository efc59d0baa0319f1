import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Muted } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useAudit, useHouseTrail } from "./queries";

/** Who did what in a case, newest first. */
export function AuditTrail({ reference }: { reference: string }) {
  return (
    <Asked>
      <CaseTrail reference={reference} />
    </Asked>
  );
}

/** Who did what with a thing of the whole house, newest first; `only` acts that begin so. */
export function HouseTrail({ about, only = "" }: { about: string; only?: string }) {
  return (
    <Asked>
      <ThingTrail about={about} only={only} />
    </Asked>
  );
}

function Asked({ children }: { children: ReactNode }) {
  const { t } = useTranslation("moderation");
  const [open, setOpen] = useState(false);
  if (open) return children;
  return (
    <div>
      <Button tone="plain" small onClick={() => setOpen(true)}>
        {t("audit.show")}
      </Button>
    </div>
  );
}

function CaseTrail({ reference }: { reference: string }) {
  return <Lines found={useAudit(reference)} />;
}

function ThingTrail({ about, only }: { about: string; only: string }) {
  return <Lines found={useHouseTrail(about)} only={only} />;
}

function Lines({ found, only = "" }: { found: ReturnType<typeof useAudit>; only?: string }) {
  const { t, i18n } = useTranslation("moderation");
  const role = (one: string) =>
    i18n.exists(`moderation:audit.roles.${one}`) ? t(`audit.roles.${one as "member"}`) : one;
  const said = (one: string) => {
    const place = ["reasons", "role.names", "role.reasons", "organizers.reasons"].find((each) =>
      i18n.exists(`moderation:${each}.${one}`),
    );
    return place ? t(`${place as "reasons"}.${one as "other"}`) : one;
  };
  const reason = (one: string | null) => (one ?? "").split(":").map(said).join(" · ");
  const act = (one: string) =>
    i18n.exists(`moderation:audit.acts.${one}`) ? t(`audit.acts.${one as "case.publish"}`) : one;
  const lang = useLang();
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} />;
  const rows = found.data.filter((row) => row.action.startsWith(only));
  if (rows.length === 0) return <Muted small>{t("audit.none")}</Muted>;
  return (
    <Table
      caption={t("audit.title")}
      rows={rows}
      rowKey={(row) => String(row.seq)}
      columns={[
        { id: "at", title: t("audit.at"), cell: (row) => moment(row.at, lang) },
        { id: "role", title: t("audit.role"), cell: (row) => role(row.role) },
        { id: "action", title: t("audit.action"), cell: (row) => act(row.action) },
        { id: "reason", title: t("audit.reason"), cell: (row) => reason(row.reason) },
      ]}
    />
  );
}
