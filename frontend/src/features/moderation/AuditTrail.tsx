import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { moment } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useAudit } from "./queries";

/** Who did what in a case, newest first. */
export function AuditTrail({ reference }: { reference: string }) {
  const { t } = useTranslation("moderation");
  const [open, setOpen] = useState(false);
  if (open) return <Trail reference={reference} />;
  return (
    <div>
      <Button tone="plain" small onClick={() => setOpen(true)}>
        {t("audit.show")}
      </Button>
    </div>
  );
}

function Trail({ reference }: { reference: string }) {
  const { t } = useTranslation("moderation");
  const lang = useLang();
  const found = useAudit(reference);
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} />;
  return (
    <Table
      caption={t("audit.title")}
      rows={found.data}
      rowKey={(row) => String(row.seq)}
      columns={[
        { id: "at", title: t("audit.at"), cell: (row) => moment(row.at, lang) },
        { id: "role", title: t("audit.role"), cell: (row) => row.role },
        { id: "action", title: t("audit.action"), cell: (row) => row.action },
        { id: "reason", title: t("audit.reason"), cell: (row) => row.reason ?? "" },
      ]}
    />
  );
}
