import type { Lang } from "~/i18n";
import { dateFormat } from "./formats";

const LOCALES: Record<Lang, string> = { zh: "zh-CN", en: "en-GB", id: "id-ID" };

export function locale(lang: Lang): string {
  return LOCALES[lang];
}

function show(value: Date, lang: Lang, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(LOCALES[lang], options).format(value);
}

/** A calendar day (`2026-11-21`), never shifted by a time zone. */
export function day(value: string | null | undefined, lang: Lang): string {
  if (!value) return "";
  const at = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return show(at, lang, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
}

/** A month (`2026-11` or any day in it). */
export function month(value: string | null | undefined, lang: Lang): string {
  if (!value) return "";
  return show(new Date(`${value.slice(0, 7)}-01T00:00:00Z`), lang, {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  });
}

/** The day of an instant, in the reader's own zone. */
export function dayOf(instant: string | null | undefined, lang: Lang): string {
  if (!instant) return "";
  return show(new Date(instant), lang, { year: "numeric", month: "long", day: "numeric" });
}

/** An instant to the minute, in the reader's own zone. */
export function moment(instant: string | null | undefined, lang: Lang): string {
  if (!instant) return "";
  return show(new Date(instant), lang, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** Today as `YYYY-MM-DD` on the reader's own calendar. */
export function today(now = new Date()): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
