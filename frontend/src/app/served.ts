import type { QueryClient } from "@tanstack/react-query";

/** How long the server's summary may stay when an answer does not come. */
const LONGEST_MS = 3000;
const LOOK_MS = 40;
const LOOKS = 2;

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

/** Whether the app's page has its heading and waits for nothing. */
function isWhole(root: HTMLElement): boolean {
  return root.querySelector("h1") !== null && root.querySelector("[data-loading]") === null;
}

/** Whether somebody writes into the server's page, for example what to search for: that is never taken away. */
function isWritten(): boolean {
  const field = document.activeElement;
  return field instanceof HTMLInputElement && summary()?.contains(field) === true;
}

/** Waits until the app's first page has its answers, so that nothing jumps, then puts it in the summary's place. */
export function takeOverWhenReady(
  root: HTMLElement,
  client: QueryClient,
  started: () => boolean,
  longest = LONGEST_MS,
): void {
  const until = performance.now() + longest;
  let calm = 0;
  const look = () => {
    // A part that an answer brought may ask for more: only what stays calm is whole.
    calm = started() && isWhole(root) && client.isFetching() === 0 ? calm + 1 : 0;
    if (!isWritten() && (calm >= LOOKS || performance.now() > until)) takeOver(root);
    else setTimeout(look, LOOK_MS);
  };
  look();
}
