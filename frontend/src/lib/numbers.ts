import type { Lang } from "~/i18n";
import { locale } from "./dates";
import { numberFormat } from "./formats";

const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** A number in groups of three; whole ones need no format of the browser, whose first one is slow to make. */
export function number(value: number, lang: Lang): string {
  if (!Number.isSafeInteger(value)) return numberFormat(locale(lang)).format(value);
  return String(value).replace(THOUSANDS, lang === "id" ? "." : ",");
}

/** A size of a file, with its unit as the language writes it. */
export function bytes(value: number, lang: Lang): string {
  const kib = value / 1024;
  const [amount, unit] = kib >= 1024 ? [kib / 1024, "megabyte"] : [kib, "kilobyte"];
  return numberFormat(locale(lang), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(amount);
}
