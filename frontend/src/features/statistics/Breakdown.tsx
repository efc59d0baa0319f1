import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Bars, More } from "~/components/Bits";
import { Muted, Stack } from "~/components/Layouts";
import { Table } from "~/components/Table";
import type { Lang } from "~/i18n";
import { areaName } from "~/lib/area";
import { month } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import { useNames } from "./queries";
import { TileGrid } from "./TileGrid";

export type Dimension = "area" | "month" | "issue" | "amount" | "company";

/** How a release writes that people did not say it, or not exactly enough. */
const NOT_STATED = "unknown";

interface Cell {
  cell: string;
  value: number;
}

/** One dimension at a time: something to look at, and the table behind it. */
export function Breakdown({
  dimension,
  cells,
  exact,
  notShown,
  upTo,
  linkTo,
}: {
  dimension: Dimension;
  cells: Cell[];
  exact?: boolean;
  notShown?: number | null;
  upTo?: number;
  /** The page about a row, where there is one. */
  linkTo?: (cell: string) => string;
}) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const names = useNames();
  const label = (cell: string): string => {
    if (cell === NOT_STATED) return t("statistics:notStated");
    if (dimension === "area") return areaName(cell, lang);
    if (dimension === "month") return month(cell, lang);
    if (dimension === "issue") return names.issue(cell);
    if (dimension === "company") return names.company(cell);
    return amountBand(cell, lang);
  };
  const shown = (value: number) =>
    exact ? number(value, lang) : t("common:atLeast", { n: number(value, lang) });
  const to = (cell: string) => (cell === NOT_STATED ? undefined : linkTo?.(cell));
  const rows = dimension === "month" ? cells : [...cells].sort((a, b) => b.value - a.value);
  return (
    <Stack>
      {dimension === "area" ? (
        <TileGrid cells={cells} label={label} exact={exact === true} shown={shown} />
      ) : (
        <Bars
          upTo={upTo}
          items={rows.map(({ cell, value }) => ({
            label: label(cell),
            to: to(cell),
            value,
            shown: shown(value),
          }))}
        />
      )}
      <More summary={t("statistics:table")}>
        <Table
          caption={t(`statistics:by.${dimension}`)}
          hideCaption
          rows={rows}
          rowKey={(row) => row.cell}
          columns={[
            {
              id: "cell",
              title: t(`statistics:by.${dimension}`),
              cell: (row) => <Named to={to(row.cell)}>{label(row.cell)}</Named>,
            },
            { id: "n", title: t("statistics:lines.people"), cell: (row) => shown(row.value), end: true },
          ]}
        />
      </More>
      {notShown ? <Muted small>{t("statistics:notShown", { n: number(notShown, lang) })}</Muted> : null}
    </Stack>
  );
}

function Named({ to, children }: { to?: string; children: string }) {
  return to ? <Link to={to}>{children}</Link> : children;
}

/** A band as the release writes it ("CNY:1000": from 1,000 to under 10,000), said with the reader's digits. */
function amountBand(cell: string, lang: Lang): string {
  const found = /^([A-Z]{3}):(\d+)$/.exec(cell);
  if (!found?.[1] || found[2] === undefined) return cell;
  const floor = Number(found[2]);
  const top = floor === 0 ? 9 : floor * 10 - 1;
  return `${found[1]} ${number(floor, lang)}\u2013${number(top, lang)}`;
}
