import { useTranslation } from "react-i18next";
import { Bars } from "~/components/Bits";
import { classes } from "~/components/classes";
import { areaName } from "~/lib/area";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import styles from "./TileGrid.module.css";
import { CN_TILES, COLUMNS } from "./tiles";

/** One tile a province, deeper where more people are; the table behind it says the numbers. */
export function TileGrid({
  cells,
  label,
  exact,
  shown,
}: {
  cells: { cell: string; value: number }[];
  label: (cell: string) => string;
  /** Whether the numbers are exact; else each is said as the least it can be. */
  exact: boolean;
  shown: (value: number) => string;
}) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const brief = (value: number) =>
    exact ? number(value, lang) : t("tileAtLeast", { n: number(value, lang) });
  const values = new Map(cells.map((one) => [one.cell, one.value]));
  const elsewhere = cells.filter((one) => !(one.cell in CN_TILES));
  const most = Math.max(1, ...cells.map((one) => one.value));
  const depth = (value: number | undefined) => {
    if (!value) return undefined;
    if (value > most * 0.66) return styles.most;
    return value > most * 0.33 ? styles.more : styles.some;
  };
  const hasGrid = cells.length > elsewhere.length;
  return (
    <>
      {hasGrid && (
        <div className={styles.grid} style={{ "--own-columns": COLUMNS } as React.CSSProperties} aria-hidden>
          {Object.entries(CN_TILES).map(([code, [column, row]]) => (
            <span
              key={code}
              className={classes(styles.tile, depth(values.get(code)))}
              style={{ gridColumn: column, gridRow: row }}
            >
              {lang === "zh" ? areaName(code, lang) : code.slice(3)}
              {values.has(code) && <strong>{brief(values.get(code) ?? 0)}</strong>}
            </span>
          ))}
        </div>
      )}
      {elsewhere.length > 0 && (
        <Bars
          items={elsewhere.map((one) => ({
            label: label(one.cell),
            value: one.value,
            shown: shown(one.value),
          }))}
        />
      )}
    </>
  );
}
