import type { Lang } from "~/i18n";
import { locale } from "./dates";

export function number(value: number, lang: Lang): string {
  return new Intl.NumberFormat(locale(lang)).format(value);
}

export function bytes(value: number, lang: Lang): string {
  const mib = value / 1024 / 1024;
  const [amount, unit] = mib >= 1 ? [mib, "MB"] : [value / 1024, "KB"];
  return `${new Intl.NumberFormat(locale(lang), { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
