import type { Lang } from "~/i18n";
import { dateFormat } from "./formats";

const LOCALES: Record<Lang, string> = { zh: "zh-CN", en: "en-GB", id: "id-ID" };
// Written out, because the first format that a browser makes holds a slow phone up for as long as a whole page.
const MONTHS = {
  en: "January February March April May June July August September October November December".split(" "),
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
};

export function locale(lang: Lang): string {
  return LOCALES[lang];
}

function written(year: number, month: number, date: number | null, lang: Lang): string {
  if (lang === "zh") return `${year}\u5e74${month}\u6708${date === null ? "" : `${date}\u65e5`}`;
  const named = `${MONTHS[lang][month - 1]} ${year}`;
  return date === null ? named : `${date} ${named}`;
}

/** A calendar day (`2026-11-21`), never shifted by a time zone. */
export function day(value: string | null | undefined, lang: Lang): string {
  if (!value) return "";
  const [year = 0, month = 1, date = 1] = value.slice(0, 10).split("-").map(Number);
  return written(year, month, date, lang);
}

/** A month (`2026-11` or any day in it). */
export function month(value: string | null | undefined, lang: Lang): string {
  if (!value) return "";
  const [year = 0, named = 1] = value.slice(0, 7).split("-").map(Number);
  return written(year, named, null, lang);
}

/** When something happened, no more exactly than it was told. */
export function happened(on: string | null | undefined, precision: string, lang: Lang): string {
  if (precision === "day") return day(on, lang);
  const named = month(on, lang);
  if (!named || precision !== "about") return named;
  if (lang === "zh") return `\u7ea6${named}`;
  return `${lang === "id" ? "sekitar" : "about"} ${named}`;
}

/** The twelve months by name, as a list offers them. */
export function monthNames(lang: Lang): string[] {
  if (lang === "zh") return Array.from({ length: 12 }, (_, at) => `${at + 1}\u6708`);
  return MONTHS[lang];
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a year and a month were both said. */
export function isMonth(value: string): boolean {
  return MONTH.test(value);
}

/** A month as somebody may have typed it ("2026.9", "2026/09") as `2026-09`; empty where it can't be read. */
export function readMonth(typed: string): string {
  const [, year = "", named = ""] = /^\s*(\d{4})\D{1,2}(\d{1,2})\D?\s*$/.exec(typed) ?? [];
  const read = `${year}-${named.padStart(2, "0")}`;
  return isMonth(read) ? read : "";
}

/** The day of an instant, in the reader's own zone. */
export function dayOf(instant: string | null | undefined, lang: Lang): string {
  if (!instant) return "";
  const at = new Date(instant);
  return written(at.getFullYear(), at.getMonth() + 1, at.getDate(), lang);
}

/** An instant to the minute, in the reader's own zone. */
export function moment(instant: string | null | undefined, lang: Lang): string {
  if (!instant) return "";
  return dateFormat(LOCALES[lang], {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(instant));
}

/** Today as `YYYY-MM-DD` on the reader's own calendar. */
export function today(now = new Date()): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The day so many days from now, on the reader's own calendar. */
export function inDays(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  return today(at);
}
