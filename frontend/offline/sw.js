// The app shell for hours without a connection. Pages come from the network first; nothing of /api is ever kept.
const SHELL = "__SHELL__";
const NAME = "joinder-__VERSION__";
const PAGE = "/zh/report";

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll([PAGE, ...SHELL]);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

// A page of the version before may still be open with a half-written report: what it loads later must still be there.
self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith("joinder-") && name !== NAME);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (/^\/(api|dev|docs|metrics)(\/|$)/.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/assets/")) event.respondWith(built(request));
  else if (SHELL.includes(pathname)) event.respondWith(fresh(request));
});

async function page(request, pathname) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(SHELL.includes(pathname) ? pathname : PAGE);
    if (kept) return kept;
    throw error;
  }
}

// Built files have hashed names and never change.
async function built(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(NAME)).put(request, answer.clone());
  return answer;
}

async function fresh(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}
