import { isStatus, OFFLINE, Problem } from "~/api/problem";

type Say = (key: "common:error.offline" | "common:error.server" | "common:error.generic") => string;

/** The words of a refusal: the server's own where it gave some, ours where the connection or the server failed. */
// biome-ignore lint/suspicious/noExplicitAny: any room's translator can say common words
export function problemWords(error: unknown, t: any): string {
  const say = t as Say;
  if (!(error instanceof Problem)) return say("common:error.generic");
  if (error.code === OFFLINE) return say("common:error.offline");
  if (error.message) return error.message;
  return say(error.status >= 500 ? "common:error.server" : "common:error.generic");
}

/** The heading of a page that could not be read: "no such page" only where the server said so. */
// biome-ignore lint/suspicious/noExplicitAny: any room's translator can say common words
export function problemTitle(error: unknown, t: any): string {
  const say = t as (key: "common:notFound.title" | "common:error.title") => string;
  return say(isStatus(error, 404) ? "common:notFound.title" : "common:error.title");
}
