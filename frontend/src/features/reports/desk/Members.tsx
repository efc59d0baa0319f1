import type { TFunction } from "i18next";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { type VirtualColumn, VirtualTable } from "~/components/VirtualTable";
import { areaName } from "~/lib/area";
import { happened } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { money } from "~/lib/money";
import { number } from "~/lib/numbers";
import { problemWords } from "~/lib/problemWords";
import { MemberDialog } from "./MemberDialog";
import { Filters } from "./MemberFilters";
import { type MemberFilters, NO_FILTERS, useMemberRows } from "./membersPaging";
import type { MemberRead } from "./queries";

const TONES: Record<string, BadgeTone> = { approve: "good", object: "warn", withdrawn: "plain" };

/** Members by alias, filtered and paged by the server, with what each granted and nothing more. */
export function Members({
  reference,
  actions,
}: {
  reference: string;
  actions: (filters: MemberFilters, total: number) => ReactNode;
}) {
  const { t } = useTranslation(["desk", "common"]);
  const lang = useLang();
  const [filters, setFilters] = useState<MemberFilters>(NO_FILTERS);
  const [open, setOpen] = useState<string | null>(null);
  const rows = useMemberRows(reference, filters);
  const columns = useMemo(() => columnsOf(t, lang, setOpen), [t, lang]);
  const uncertain = rows.counting || rows.waiting;
  if (rows.isPending) return <Loading lines={8} />;
  return (
    <Stack>
      <Muted>{t("desk:members.lead")}</Muted>
      <Filters filters={filters} onChange={setFilters} />
      <Row between>
        <span role="status">
          {uncertain ? t("desk:members.counting") : t("desk:members.found", { n: number(rows.total, lang) })}
        </span>
        <Row>{actions(filters, uncertain ? 0 : rows.total)}</Row>
      </Row>
      {rows.error && <Failure message={problemWords(rows.error, t)} retry={rows.refetch} />}
      {rows.total === 0 && !rows.error && (
        <Empty title={t(filters === NO_FILTERS ? "desk:members.none" : "desk:members.noneFit")} />
      )}
      {rows.total > 0 && (
        <VirtualTable
          caption={t("desk:tabs.members")}
          columns={columns}
          count={rows.total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          waiting={rows.waiting}
          question={filters}
        />
      )}
      {open && <MemberDialog reference={reference} id={open} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

/** The files behind what counts or was told again: nothing of what was withdrawn or rejected. */
function filesOf(row: MemberRead): number {
  const there = row.reports.filter((one) => one.state === "incident" || one.state === "repeated");
  return there.reduce((sum, one) => sum + one.evidence_files, 0);
}

function columnsOf(
  t: TFunction<["desk", "common"]>,
  lang: ReturnType<typeof useLang>,
  onOpen: (id: string) => void,
): VirtualColumn<MemberRead>[] {
  const counted = (row: MemberRead) => row.reports.filter((one) => one.state === "incident");
  const first = (row: MemberRead) => counted(row)[0];
  const whenOf = (one: MemberRead["reports"][number] | undefined) =>
    one && happened(one.happened_on, one.happened_precision, lang);
  return [
    {
      id: "who",
      title: t("desk:members.alias"),
      share: 1.22,
      cell: (row) => (
        <>
          <strong>{row.nickname ?? row.pseudonym}</strong>
          {row.nickname && <Muted small>{row.pseudonym}</Muted>}
        </>
      ),
    },
    {
      id: "reports",
      title: t("desk:members.reports"),
      wide: true,
      end: true,
      share: 0.85,
      cell: (row) => counted(row).length,
    },
    {
      id: "when",
      title: t("desk:members.when"),
      wide: true,
      share: 1.35,
      cell: (row) => (
        <>
          {whenOf(first(row))}
          {counted(row).length > 1 && (
            <Muted small>{t("desk:members.further", { n: counted(row).length - 1 })}</Muted>
          )}
        </>
      ),
    },
    {
      id: "amount",
      title: t("desk:members.amount"),
      wide: true,
      end: true,
      share: 0.9,
      cell: (row) => money(first(row)?.amount_minor, first(row)?.currency, lang),
    },
    {
      id: "area",
      title: t("desk:members.area"),
      wide: true,
      share: 1.1,
      cell: (row) => areaName(first(row)?.area, lang),
    },
    {
      id: "files",
      title: t("desk:members.files"),
      share: 1.1,
      cell: (row) => (
        <>
          {filesOf(row)} {row.evidence_checked && <Badge tone="good">{t("desk:members.checked")}</Badge>}
        </>
      ),
    },
    {
      id: "approval",
      title: t("desk:members.approval"),
      share: 1.26,
      cell: (row) =>
        row.set_aside ? (
          <Badge tone="danger">{t("desk:filters.stateIs.set_aside")}</Badge>
        ) : (
          <Badge tone={TONES[row.approval ?? ""] ?? "plain"}>
            {t(`desk:filters.approvalIs.${(row.approval ?? "none") as "none"}`)}
          </Badge>
        ),
    },
    {
      id: "granted",
      title: t("desk:members.granted"),
      wide: true,
      share: 1.2,
      cell: (row) => row.granted.map((one) => t(`desk:members.fields.${one as "contact"}`)).join(" · "),
    },
    {
      id: "open",
      title: t("desk:members.more"),
      share: 1,
      cell: (row) => (
        <Button tone="plain" small onClick={() => onOpen(row.id)}>
          {t("desk:members.open")}
          <span className="sr">{row.pseudonym}</span>
        </Button>
      ),
    },
  ];
}
