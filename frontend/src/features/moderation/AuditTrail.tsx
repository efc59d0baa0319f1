import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Check } from "~/components/Choice";
import { Muted, Stack } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type AuditRead, useAudit, useHouseTrail } from "./trail/queries";
import { useTrailWords } from "./trail/words";

/** As many signs of a thing's id as tell two lines apart. */
const SHORT = 8;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Who did what in a case, newest first; at first without what members did for themselves. */
export function AuditTrail({ reference }: { reference: string }) {
  return (
    <Asked>
      <CaseTrail reference={reference} />
    </Asked>
  );
}

/** Who did what with a thing of the whole house, newest first; perhaps the acts of one room only. */
export function HouseTrail({ about, room }: { about: string; room?: string }) {
  return (
    <Asked>
      <ThingTrail about={about} room={room} />
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
  const { t } = useTranslation("moderation");
  const [whole, setWhole] = useState(false);
  return (
    <Stack tight>
      <Check plain checked={whole} onChange={setWhole} label={t("audit.whole")} />
      <Lines found={useAudit(reference, whole)} of={reference} />
    </Stack>
  );
}

function ThingTrail({ about, room }: { about: string; room?: string }) {
  return <Lines found={useHouseTrail(about, room)} of={about} />;
}

/** Whom or what a line is about; nothing where it is what the whole trail is about. */
function about(row: AuditRead, of: string): string {
  if (row.alias) return row.alias;
  if (row.object_ref === of) return "";
  return ID.test(row.object_ref) ? row.object_ref.slice(0, SHORT) : row.object_ref;
}

function Lines({ found, of }: { found: ReturnType<typeof useAudit>; of: string }) {
  const { t } = useTranslation(["moderation", "common"]);
  const words = useTrailWords();
  const lang = useLang();
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError && !found.isFetchNextPageError) return <Failure message={problemWords(found.error, t)} />;
  const rows = found.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Muted small>{t("moderation:audit.none")}</Muted>;
  return (
    <>
      <Table
        caption={t("moderation:audit.title")}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        columns={[
          { id: "at", title: t("moderation:audit.at"), cell: (row) => moment(row.at, lang) },
          { id: "role", title: t("moderation:audit.role"), cell: (row) => words.role(row.role) },
          { id: "action", title: t("moderation:audit.action"), cell: (row) => words.act(row.action) },
          { id: "about", title: t("moderation:audit.about"), cell: (row) => about(row, of) },
          {
            id: "reason",
            title: t("moderation:audit.reason"),
            cell: (row) => words.reason(row.action, row.reason),
          },
        ]}
      />
      <MoreButton found={found} small />
    </>
  );
}
