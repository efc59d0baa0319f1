import { afterEach, expect, it, vi } from "vitest";
import { alone } from "./alone";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("lets works of one name go one after another, also past one that failed", async () => {
  const seen: string[] = [];
  const first = alone("files", async () => {
    await Promise.resolve();
    seen.push("first");
    throw new Error("cut off");
  });
  const second = alone("files", async () => void seen.push("second"));
  await expect(first).rejects.toThrow("cut off");
  await second;
  expect(seen).toEqual(["first", "second"]);
});

it("waits no longer than any file may take for a tab that sleeps with its turn", async () => {
  vi.useFakeTimers();
  const request = (_: string, { signal }: { signal: AbortSignal }) =>
    new Promise((_granted, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
  vi.stubGlobal("navigator", { ...navigator, locks: { request } });
  const work = vi.fn(async () => "done");
  const turn = alone("files", work);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await turn).toBe("done");
});

it("hands on what went wrong in the work, and does it once", async () => {
  const request = (_: string, _options: object, work: () => Promise<unknown>) => work();
  vi.stubGlobal("navigator", { ...navigator, locks: { request } });
  const work = vi.fn(async () => {
    throw new Error("cut off");
  });
  await expect(alone("files", work)).rejects.toThrow("cut off");
  expect(work).toHaveBeenCalledTimes(1);
});
