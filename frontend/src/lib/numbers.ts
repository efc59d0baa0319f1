import type { Lang } from "~/i18n";
import { locale } from "./dates";
import { numberFormat } from "./formats";

export function number(value: number, lang: Lang): string {
  return numberFormat(locale(lang)).format(value);
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
