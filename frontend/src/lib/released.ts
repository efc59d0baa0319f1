import type { TFunction } from "i18next";
import type { Lang } from "~/i18n";
import { number } from "./numbers";

export interface PrintedLine {
  state: string;
  value: number | null;
  at_least: number | null;
  as_of?: string | null;
}

/** A printed number in words: exact, "at least", or "fewer than 10, or not yet published". */
// biome-ignore lint/suspicious/noExplicitAny: any room's translator can say common words
export function released(line: PrintedLine | null | undefined, lang: Lang, t: TFunction<any, any>): string {
  const say = t as unknown as (key: "common:fewer" | "common:atLeast", params?: { n: string }) => string;
  if (!line || line.state === "withheld" || line.at_least === null) return say("common:fewer");
  if (line.value !== null) return number(line.value, lang);
  if (line.at_least === 0) return say("common:fewer");
  return say("common:atLeast", { n: number(line.at_least, lang) });
}
