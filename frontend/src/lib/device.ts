const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/i, "WeChat"],
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|Chromium|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/HarmonyOS/, "HarmonyOS"],
  [/Windows/, "Windows"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
];

/** A browser's own long description as a person would say it; what isn't known stays as it is. */
export function deviceName(agent: string): string {
  const found = [BROWSERS, SYSTEMS].map((list) => list.find(([mark]) => mark.test(agent))?.[1]);
  return found.filter(Boolean).join(" · ") || agent;
}

/** WeChat's own browser: downloads fail there more often than not. */
export function isWeChat(agent: string): boolean {
  return /MicroMessenger/i.test(agent);
}

/** Whether this browser prints: the views inside other apps take the press and do nothing. */
export function canPrint(agent: string): boolean {
  return typeof window.print === "function" && !isWeChat(agent) && !/; wv\)/.test(agent);
}
