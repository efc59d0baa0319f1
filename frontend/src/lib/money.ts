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

const YEN_SIGN = String.fromCharCode(0xffe5);
const YUAN = String.fromCharCode(0x5143);
const FULL_WIDTH = /[\uff10-\uff19\uff0e\uff0c]/g;

/** Full-width signs become plain ones; gaps that group by three go, and any other gap stays to be refused. */
function narrow(text: string): string {
  return text
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .trim()
    .replace(/(\d)[\s'\u2019](?=\d{3}(?!\d))/g, "$1");
}

/** Without the currency's own sign or letters before it or behind it. */
function unmarked(text: string, currency: string, lang: Lang): string {
  const parts = numberFormat(locale(lang), { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const sign = parts.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency;
  const marks = [sign, currency, YEN_SIGN, YUAN].map((mark) => mark.toLowerCase());
  const plain = text.toLowerCase();
  for (const mark of marks) {
    if (plain.startsWith(mark)) return plain.slice(mark.length).replace(/^\./, "").trim();
    if (plain.endsWith(mark)) return plain.slice(0, -mark.length).trim();
  }
  return plain;
}

/** The whole and the fraction of one number; null where two readings are possible. */
function digitsOf(plain: string, lang: Lang): [string, string] | null {
  const [group, point] = lang === "id" ? ["\\.", ","] : [",", "\\."];
  const forms = [
    String.raw`^(\d{1,12})(?:${point}(\d{1,2}))?$`,
    String.raw`^([1-9]\d{0,2}(?:${group}\d{3}){1,3})(?:${point}(\d{1,2}))?$`,
    // Two groups of three or more are groups in any language: a number has one decimal sign only.
    String.raw`^([1-9]\d{0,2}(?:${point}\d{3}){2,3})(?:${group}(\d{1,2}))?$`,
  ];
  for (const form of forms) {
    const [, whole, fraction = ""] = new RegExp(form).exec(plain) ?? [];
    if (whole) return [whole.replace(/\D/g, ""), fraction];
  }
  return null;
}

/**
 * What a person types, as their language writes numbers ("1,234.5", in Indonesian "1.234,5"), in integer minor units;
 * null when it isn't one number or could be two.
 */
export function toMinor(text: string, currency: string, lang: Lang): number | null {
  const read = digitsOf(unmarked(narrow(text), currency, lang), lang);
  if (!read) return null;
  const [whole, fraction] = read;
  const digits = exponent(currency);
  if (fraction.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || "0");
}

/** Minor units as a person would type them into a field, in the way their language writes numbers. */
export function typed(minor: number | null, currency: string | null, lang: Lang): string {
  if (minor === null || !currency) return "";
  const plain = String(minor / 10 ** exponent(currency));
  return lang === "id" ? plain.replace(".", ",") : plain;
}

export function money(
  minor: number | null | undefined,
  currency: string | null | undefined,
  lang: Lang,
): string {
  if (minor === null || minor === undefined || !currency) return "";
  const digits = exponent(currency);
  const amount = minor / 10 ** digits;
  return numberFormat(locale(lang), {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** An amount as one should type it in this language and currency, for a hint. */
export function moneyExample(currency: string, lang: Lang): string {
  const digits = exponent(currency) ? 2 : 0;
  const plain = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat(locale(lang), plain).format(digits ? 1234.5 : 1234);
}
