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

/** The zone's city in its own spelling and its distance from Greenwich now. */
function name(zone: string, lang: Lang): string {
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  const parts = (style: "longGeneric" | "shortOffset") =>
    new Intl.DateTimeFormat(locale(lang), { timeZone: zone, timeZoneName: style })
      .formatToParts(new Date())
      .find((part) => part.type === "timeZoneName")?.value ?? zone;
  return `${parts("longGeneric")} · ${city} (${parts("shortOffset")})`;
}

/** Time zones to choose from: the usual ones, the browser's own, and the one that is set. */
export function zoneOptions(set: string, lang: Lang): { value: string; label: string }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([set, own, ...USUAL])].map((zone) => ({ value: zone, label: name(zone, lang) }));
}
