import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { SelectField } from "~/components/Field";
import { Muted, Prose, Row, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { Table } from "~/components/Table";
import { areaName } from "~/lib/area";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { problemWords } from "~/lib/problemWords";
import { type MemberRead, useAccept, useMembers, useReject } from "./queries";
import { SetAside } from "./SetAside";

const REASONS = ["spam", "off_topic", "test", "abuse", "wrong_respondent", "other"] as const;
type Row_ = { member: MemberRead; report: MemberRead["reports"][number] | null };

/** Members by alias, a page at a time, with what each granted and nothing more. */
export function Members({ reference }: { reference: string }) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const [trail, setTrail] = useState<(string | null)[]>([null]);
  const [open, setOpen] = useState<Row_ | null>(null);
  const found = useMembers(reference, trail.at(-1) ?? null);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const rows: Row_[] = found.data.items.flatMap((member): Row_[] =>
    member.reports.length > 0
      ? member.reports.map((report) => ({ member, report }))
      : [{ member, report: null }],
  );
  const next = found.data.next_cursor;
  if (rows.length === 0) return <Empty title={t("desk:members.none")} />;
  return (
    <Stack>
      <Muted>{t("desk:members.lead")}</Muted>
      <Table
        caption={t("desk:tabs.members")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.report?.id ?? row.member.id}
        columns={[
          { id: "who", title: t("desk:members.alias"), cell: (row) => row.member.pseudonym },
          {
            id: "state",
            title: t("desk:members.state"),
            cell: (row) => (row.report ? t(`desk:members.states.${row.report.state as "incident"}`) : ""),
          },
          { id: "when", title: t("desk:members.when"), cell: (row) => day(row.report?.happened_on, lang) },
          {
            id: "amount",
            title: t("desk:members.amount"),
            cell: (row) => money(row.report?.amount_minor, row.report?.currency, lang),
            end: true,
          },
          { id: "area", title: t("desk:members.area"), cell: (row) => areaName(row.report?.area, lang) },
          {
            id: "files",
            title: t("desk:members.files"),
            cell: (row) => (
              <>
                {row.report?.evidence_files ?? 0}{" "}
                {row.member.evidence_checked && <Badge tone="good">{t("desk:members.checked")}</Badge>}
              </>
            ),
          },
          {
            id: "granted",
            title: t("desk:members.granted"),
            cell: (row) =>
              row.member.granted.map((one) => t(`desk:members.fields.${one as "contact"}`)).join(" · "),
          },
          {
            id: "open",
            title: t("desk:members.more"),
            cell: (row) =>
              row.report && (
                <Button tone="plain" small onClick={() => setOpen(row)}>
                  {t("desk:members.open")}
                  <span className="sr">{row.report.reference}</span>
                </Button>
              ),
          },
        ]}
      />
      <Row>
        <Button tone="quiet" small disabled={trail.length < 2} onClick={() => setTrail(trail.slice(0, -1))}>
          {t("desk:members.previous")}
        </Button>
        <Button tone="quiet" small disabled={!next} onClick={() => next && setTrail([...trail, next])}>
          {t("desk:members.next")}
        </Button>
      </Row>
      {open?.report && <ReportDialog reference={reference} row={open} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

function ReportDialog({ reference, row, onClose }: { reference: string; row: Row_; onClose: () => void }) {
  const { t } = useTranslation(["desk", "common"]);
  const [reason, setReason] = useState<string>("off_topic");
  const reject = useReject(reference);
  const accept = useAccept(reference);
  const report = row.report;
  if (!report) return null;
  const rejected = report.state === "rejected";
  const failed = reject.error ?? accept.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${row.member.pseudonym} · ${report.reference}`}
      actions={
        <>
          {rejected ? (
            <Button busy={accept.isPending} onClick={() => accept.mutate(report.id, { onSuccess: onClose })}>
              {t("desk:members.accept")}
            </Button>
          ) : (
            <Button
              tone="danger"
              busy={reject.isPending}
              onClick={() =>
                reject.mutate({ report_id: report.id, reason_code: reason }, { onSuccess: onClose })
              }
            >
              {t("desk:members.reject")}
            </Button>
          )}
          <Button tone="quiet" onClick={onClose}>
            {t("common:close")}
          </Button>
        </>
      }
    >
      {report.narrative ? <Prose>{report.narrative}</Prose> : <Muted>{t("desk:members.noWords")}</Muted>}
      {!rejected && (
        <SelectField
          label={t("desk:members.rejectReason")}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`desk:members.reasons.${value}`) }))}
        />
      )}
      <SetAside reference={reference} member={row.member} />
      {failed && <Failure message={problemWords(failed, t)} />}
    </Dialog>
  );
}
