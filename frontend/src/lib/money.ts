import type { Lang } from "~/i18n";
import { locale } from "./dates";
import { numberFormat } from "./formats";

export const CURRENCIES = ["CNY", "HKD", "TWD", "IDR", "USD", "EUR", "GBP", "SGD", "MYR", "JPY"] as const;

/** How many decimal places a currency's minor unit has (ISO 4217). */
export function places(currency: string): number {
  return numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** ISO 4217 minor-unit exponents where the display habit differs from the standard. */
function exponent(currency: string): number {
  return currency === "IDR" || currency === "TWD" ? 2 : places(currency);
}

const FULL_WIDTH = /[\uff10-\uff19\uff0e\uff0c]/g;

function narrow(text: string): string {
  return text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** What a person types ("1,234.5", full-width digits too) as integer minor units; null when it isn't one number. */
export function toMinor(text: string, currency: string): number | null {
  const plain = narrow(text).replace(/[\s,']/g, "");
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return null;
  const [whole = "0", fraction = ""] = plain.split(".");
  const digits = exponent(currency);
  if (fraction.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || "0");
}

export function money(
  minor: number | null | undefined,
  currency: string | null | undefined,
  lang: Lang,
): string {
  if (minor === null || minor === undefined || !currency) return "";
  const amount = minor / 10 ** exponent(currency);
  return numberFormat(locale(lang), {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Number.isInteger(amount) ? 0 : undefined,
  }).format(amount);
}
