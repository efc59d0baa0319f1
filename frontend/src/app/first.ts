import type { LoaderFunctionArgs } from "react-router";
import { haveWords, isLang, type NAMESPACES } from "~/i18n";
import { pause } from "~/lib/pause";
import type { Asks } from "~/pages/asks";
import { client } from "./providers";
import { hasSummary } from "./served";

/** How long the app may wait for its first answers before it is drawn with what there is. */
const LONGEST_MS = 5000;
let drawn = false;

/** From now on pages show at once what they wait for. */
export function firstIsDrawn(): void {
  drawn = true;
}

/** Where the server's page stands already, the app fetches what its own needs while the code comes: then it is drawn
 * once and whole, in short tasks. Anywhere else, and on every later page, nothing is waited for. */
export function first(asks: Asks, ...rooms: (typeof NAMESPACES)[number][]) {
  return async ({ params, request }: LoaderFunctionArgs): Promise<null> => {
    const { lang, reference = "", slug = "", id = "" } = params;
    if (drawn || !hasSummary() || !isLang(lang)) return null;
    const query = new URL(request.url).searchParams;
    const words = haveWords(rooms);
    const answers: Promise<unknown>[] = [];
    for (const ask of asks(lang, reference || slug || id, query)) {
      await pause();
      answers.push(ask(client));
    }
    const late = new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
    await Promise.race([Promise.all([words, ...answers]), late]);
    return null;
  };
}
