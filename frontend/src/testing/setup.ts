import "@testing-library/jest-dom/vitest";
import "fake-indexeddb/auto";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll, vi } from "vitest";
import { startWords } from "~/i18n";

beforeAll(async () => {
  await startWords("en");
});

afterEach(() => cleanup());

window.scrollTo = vi.fn() as unknown as typeof window.scrollTo;
URL.createObjectURL ??= () => "blob:test";
URL.revokeObjectURL ??= () => undefined;
