import type { Lang } from "~/i18n";
import { locale } from "./dates";

const USUAL = [
  "Asia/Shanghai",
  "Asia/Hong_Kong",
  "Asia/Taipei",
  "Asia/Singapore",
  "Asia/Jakarta",
  "Asia/Makassar",
  "Asia/Jayapura",
  "Asia/Tokyo",
  "Asia/Dubai",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "Australia/Sydney",
];

type Style = NonNullable<Intl.DateTimeFormatOptions["timeZoneName"]>;

/** The zone in the first of the styles that the browser knows: older ones refuse the newer styles. */
function said(zone: string, lang: Lang, styles: Style[]): string {
  for (const timeZoneName of styles) {
    try {
      const parts = new Intl.DateTimeFormat(locale(lang), { timeZone: zone, timeZoneName }).formatToParts();
      const found = parts.find((part) => part.type === "timeZoneName");
      if (found) return found.value;
    } catch {
      // the next style says nearly the same
    }
  }
  return "";
}

/** The zone's city in its own spelling and its distance from Greenwich now. */
function name(zone: string, lang: Lang): string {
  const city = zone.slice(zone.lastIndexOf("/") + 1).replace(/_/g, " ");
  const long = said(zone, lang, ["longGeneric", "long"]);
  const short = said(zone, lang, ["shortOffset", "short"]);
  return [long, long && "·", city, short && `(${short})`].filter(Boolean).join(" ");
}

/** Time zones to choose from: the usual ones, the browser's own, and the one that is set. */
export function zoneOptions(set: string, lang: Lang): { value: string; label: string }[] {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([set, own, ...USUAL])].map((zone) => ({ value: zone, label: name(zone, lang) }));
}
