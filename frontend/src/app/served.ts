import type { QueryClient } from "@tanstack/react-query";

/** How long the server's summary may stay when an answer does not come. */
const LONGEST_MS = 2500;
const LOOK_MS = 40;

/** The server's readable page, if this address has one. */
function summary(): HTMLElement | null {
  return document.getElementById("served");
}

/** Whether this page was answered with a summary for exactly this address (an offline shell's is another page's). */
export function hasSummary(pathname = window.location.pathname): boolean {
  return summary()?.dataset.path === pathname.replace(/\/$/, "");
}

/** Puts the app in the summary's place at once, where the reader was. */
export function takeOver(root: HTMLElement): void {
  summary()?.remove();
  root.hidden = false;
}

/** Waits until the app's first page has its answers, so that nothing jumps, then puts it in the summary's place. */
export function takeOverWhenReady(
  root: HTMLElement,
  client: QueryClient,
  started: () => boolean,
  longest = LONGEST_MS,
): void {
  const until = performance.now() + longest;
  const look = () => {
    const settled = started() && root.querySelector("h1") !== null && client.isFetching() === 0;
    if (settled || performance.now() > until) takeOver(root);
    else setTimeout(look, LOOK_MS);
  };
  look();
}
