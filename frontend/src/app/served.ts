import type { Query, QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { isRefusal, isStatus } from "~/api/problem";

/** How long the server's summary may stay when a lesser answer does not come. */
const LONGEST_MS = 3000;
/** When it is said that the main answer is late. */
const LATE_MS = 10_000;
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
  const old = summary();
  const focused = old?.contains(document.activeElement) ? document.activeElement : null;
  old?.remove();
  root.hidden = false;
  if (focused) takeFocus(root, focused.getAttribute("href"));
}

/** Who stood on a way on in the summary stands on the same one in the app, or on its heading. */
function takeFocus(root: HTMLElement, href: string | null): void {
  const same = [...root.querySelectorAll("a")].find((link) => link.getAttribute("href") === href);
  same?.focus();
  const heading = root.querySelector("h1");
  if (!heading || (same && document.activeElement === same)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Whether the app's page has its heading and waits for nothing. */
function isWhole(root: HTMLElement): boolean {
  return root.querySelector("h1") !== null && root.querySelector("[data-loading]") === null;
}

/** Whether somebody writes into the server's page, for example what to search for: that is never taken away. */
function isWritten(): boolean {
  const field = document.activeElement?.closest("input, form");
  return field != null && summary()?.contains(field) === true;
}

/** Whether a question without which the page is nothing (`meta: { main: true }`) has no answer; a refusal is one. */
function isMissing({ meta, state }: Query): boolean {
  if (!meta?.main || state.data !== undefined) return false;
  return !isRefusal(state.error) || isStatus(state.error, 429);
}

/** Says in the summary that the app's page has not come, and lets one ask again. */
function sayLate(again: () => void): void {
  const place = summary();
  if (!place || place.querySelector(".served-late")) return;
  const note = document.createElement("div");
  note.className = "served-late";
  note.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = i18next.t("error.rest");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = i18next.t("retry");
  button.onclick = () => {
    note.remove();
    again();
  };
  note.append(words, button);
  place.append(note);
}

/** Waits until the app's first page has its answers, so that nothing jumps, then puts it in the summary's place. What
 * can be read is not taken away for a page that has nothing to show: the summary stays until the main answer is here. */
export function takeOverWhenReady(
  root: HTMLElement,
  client: QueryClient,
  loaded: () => boolean,
  longest = LONGEST_MS,
): void {
  let since = performance.now();
  let calm = 0;
  const again = () => {
    since = performance.now();
    if (loaded()) client.resetQueries({ predicate: isMissing });
    else window.location.reload();
  };
  const look = () => {
    const waited = performance.now() - since;
    const missing = client.getQueryCache().findAll({ predicate: isMissing });
    const ready = loaded() && missing.length === 0;
    // A part that an answer brought may ask for more: only what stays calm is whole.
    calm = ready && isWhole(root) && client.isFetching() === 0 ? calm + 1 : 0;
    if (ready && !isWritten() && (calm >= LOOKS || waited > longest)) return takeOver(root);
    const failed = !loaded() || missing.some((one) => one.state.status === "error");
    if (!ready && (failed || waited > LATE_MS)) sayLate(again);
    setTimeout(look, LOOK_MS);
  };
  look();
}
