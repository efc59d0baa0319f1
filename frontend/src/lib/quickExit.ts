import type { Lang } from "~/i18n";

/** In this tab somebody left in a hurry: the browser's back button must not bring the page up again. */
const LEFT = "joinder.left";
const PRESSES = 3;
const WITHIN = 2000;
let leaving = false;

function neutral(lang: Lang): string {
  return `/blank-${lang}.html`;
}

/** Away at once, to an empty page of our own: no other host learns of it, and it works without a connection. */
export function leave(lang: Lang): void {
  leaving = true;
  try {
    sessionStorage.setItem(LEFT, lang);
  } catch {
    // without it only the back button is left open
  }
  window.location.replace(neutral(lang));
}

/** Whether somebody has just left in a hurry: then nothing may ask them to stay. */
export function isLeaving(): boolean {
  return leaving;
}

function left(): Lang | null {
  try {
    return sessionStorage.getItem(LEFT) as Lang | null;
  } catch {
    return null;
  }
}

/** Before anything is drawn: true when this page was reached by going back after leaving, and is away again. */
export function staysAway(): boolean {
  const lang = left();
  if (!lang) return false;
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (entry?.type === "back_forward") {
    window.location.replace(neutral(lang));
    return true;
  }
  sessionStorage.removeItem(LEFT);
  return false;
}

/** A page that the browser kept whole for the back button goes away again too. */
export function watchReturn(): void {
  window.addEventListener("pageshow", (event) => {
    leaving = false;
    const lang = event.persisted ? left() : null;
    if (lang) window.location.replace(neutral(lang));
  });
}

/** Escape pressed three times in two seconds; returns how to stop listening. */
export function onThreeEscapes(run: () => void): () => void {
  let presses: number[] = [];
  const heard = (event: KeyboardEvent) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < WITHIN), now];
    if (presses.length >= PRESSES) run();
  };
  window.addEventListener("keydown", heard, true);
  return () => window.removeEventListener("keydown", heard, true);
}
