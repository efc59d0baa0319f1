import "@testing-library/jest-dom/vitest";
import "fake-indexeddb/auto";
import { cleanup } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { startWords } from "~/i18n";
import { keys, remove, STORES } from "~/lib/vault";

beforeAll(async () => {
  await startWords("en");
});

afterEach(() => cleanup());

/** The next file finds the page, its address and the device as the first one did. */
afterAll(async () => {
  document.body.replaceChildren();
  history.replaceState(null, "", "/");
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
  for (const store of STORES) for (const key of await keys(store)) await remove(store, String(key));
});

window.scrollTo = vi.fn() as unknown as typeof window.scrollTo;
URL.createObjectURL ??= () => "blob:test";
URL.revokeObjectURL ??= () => undefined;
