const KEY = "joinder.theme";
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

function isTheme(value: string | null | undefined): value is Theme {
  return THEMES.includes(value as Theme);
}

/** What was chosen on this device; the system's theme until then. `public/theme.js` sets it before the first paint. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return isTheme(kept) ? kept : "system";
  } catch {
    return "system";
  }
}

/** Shows a theme at once and keeps the choice where the browser lets it. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
  paintBars();
}

/** Gives the browser's own bars the paper's colour; by themselves they follow the system. */
export function paintBars(): void {
  if (chosenTheme() === "system") return;
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  for (const bar of document.querySelectorAll('meta[name="theme-color"]')) bar.setAttribute("content", paper);
}
