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

/** The browser inside another app (WeChat, QQ, Weibo, Alipay, any Android web view): downloads mostly fail there. */
export function isInApp(agent: string): boolean {
  return /MicroMessenger|\bQQ\/|Weibo|AlipayClient|; wv\)/i.test(agent);
}

/** Whether this browser prints: the views inside other apps take the press and do nothing. */
export function canPrint(agent: string): boolean {
  return typeof window.print === "function" && !isInApp(agent);
}
