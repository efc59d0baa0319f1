const RELOADED = "joinder.reloaded";
const CALM = 15_000;

/** The offline shell, once the page itself has what it needs. Nothing breaks where the browser has none. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = () => navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}

/** After an update a page of the old version may ask for files that are gone: once, it loads anew; drafts are in the vault. */
export function reloadAfterUpdate(): void {
  window.addEventListener("vite:preloadError", (event) => {
    if (!navigator.onLine || sessionStorage.getItem(RELOADED)) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, "1");
    window.location.reload();
  });
  setTimeout(() => sessionStorage.removeItem(RELOADED), CALM);
}
