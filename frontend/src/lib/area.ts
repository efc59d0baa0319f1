import type { Lang } from "~/i18n";
import AREAS from "./areas.json";
import { nameIn } from "./lang";

type Entry = { code: string; zh: string; en: string };
const LIST = AREAS as Entry[];
const BY_CODE = new Map(LIST.map((entry) => [entry.code, entry]));

export interface AreaOption {
  value: string;
  label: string;
}

/** Provinces as ISO 3166-2 codes: mainland and Hong Kong, Macau, Taiwan first, then Indonesia. */
export function areaOptions(lang: Lang): AreaOption[] {
  return LIST.map((entry) => ({ value: entry.code, label: areaName(entry.code, lang) }));
}

export function areaName(code: string | null | undefined, lang: Lang): string {
  const entry = BY_CODE.get(code ?? "");
  return entry ? nameIn({ zh: entry.zh, en: entry.en }, lang) : (code ?? "");
}
