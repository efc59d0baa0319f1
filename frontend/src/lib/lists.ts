import type { Lang } from "~/i18n";
import { locale } from "./dates";

/** Several words as the language lists them. */
export function listed(words: string[], lang: Lang): string {
  if (!("ListFormat" in Intl)) return words.join(", ");
  return new Intl.ListFormat(locale(lang), { type: "conjunction", style: "narrow" }).format(words);
}
