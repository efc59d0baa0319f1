import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Table } from "~/components/Table";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import type { TrendPoint } from "./Trend";

/** The table behind a line, folded up. */
export function TrendTable({ points }: { points: TrendPoint[] }) {
  const { t } = useTranslation("statistics");
  if (points.length < 2) return null;
  return (
    <More summary={t("table")}>
      <Releases points={points} hideCaption />
    </More>
  );
}

/** Every release with its day and its number, the newest first. */
export function Releases({ points, hideCaption }: { points: TrendPoint[]; hideCaption?: boolean }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  return (
    <Table
      caption={t("history")}
      hideCaption={hideCaption}
      rows={points.map((one, at) => ({ ...one, id: `${one.on}-${at}` })).reverse()}
      rowKey={(one) => one.id}
      columns={[
        { id: "on", title: t("releasedOn"), cell: (one) => day(one.on, lang) },
        { id: "n", title: t("lines.people"), cell: (one) => one.shown, end: true },
      ]}
    />
  );
}
