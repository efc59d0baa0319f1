import { useTranslation } from "react-i18next";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { number } from "~/lib/numbers";
import styles from "./Trend.module.css";

export interface TrendPoint {
  on: string;
  value: number | null;
  shown: string;
}

const WIDTH = 640;
const HEIGHT = 180;
const ROOM = 8;

/** Where each printed number lies: days across, people upwards from nothing; what was not printed is left out. */
export function place(points: TrendPoint[], upTo = 1): { x: number; y: number; point: TrendPoint }[] {
  const printed = points.filter((one) => one.value !== null);
  const days = printed.map((one) => Date.parse(`${one.on}T00:00:00Z`));
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const most = Math.max(upTo, ...printed.map((one) => one.value ?? 0));
  return printed.map((point, at) => ({
    x: ROOM + (((days[at] ?? first) - first) / span) * (WIDTH - 2 * ROOM),
    y: HEIGHT - ROOM - ((point.value ?? 0) / most) * (HEIGHT - 2 * ROOM),
    point,
  }));
}

/** A number moves only with a release, so the line goes in steps. */
export function stairs(places: { x: number; y: number }[]): string {
  return places.map((one, at) => (at === 0 ? `M${one.x} ${one.y}` : `H${one.x}V${one.y}`)).join("");
}

/** How a released number went; the table beside it says the same in words. */
export function Trend({ points, label, upTo }: { points: TrendPoint[]; label: string; upTo?: number }) {
  const { t } = useTranslation("statistics");
  const lang = useLang();
  const places = place(points, upTo);
  const first = places[0];
  const last = places[places.length - 1];
  if (!first || !last || places.length < 2) return null;
  const top = Math.max(upTo ?? 0, ...places.map((one) => one.point.value ?? 0));
  return (
    <figure className={styles.trend}>
      <span className={styles.top}>{number(top, lang)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
        <title>
          {t("trendSays", {
            from: first.point.shown,
            on: day(first.point.on, lang),
            to: last.point.shown,
            now: day(last.point.on, lang),
          })}
        </title>
        <path d={`${stairs(places)}V${HEIGHT}H${first.x}Z`} className={styles.area} />
        <path d={stairs(places)} className={styles.line} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.ends}>
        <span>{day(first.point.on, lang)}</span>
        <span>{day(last.point.on, lang)}</span>
      </figcaption>
    </figure>
  );
}
