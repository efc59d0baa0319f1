import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { hasSummary, takeOverWhenReady } from "./served";

function page(path: string): HTMLElement {
  document.body.innerHTML = `<div id="served" data-path="${path}"><h1>served</h1></div><div id="root" hidden></div>`;
  return document.getElementById("root") as HTMLElement;
}

describe("the server's summary of a page", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it("belongs to exactly its own address", () => {
    page("/zh/cases");
    expect(hasSummary("/zh/cases")).toBe(true);
    expect(hasSummary("/zh/cases/")).toBe(true);
    expect(hasSummary("/zh/cases/AB")).toBe(false);
    document.body.innerHTML = "";
    expect(hasSummary("/zh/cases")).toBe(false);
  });

  it("stays until the first page of the app has its answers", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    let done = (_: string) => {};
    const asked = client.fetchQuery({
      queryKey: ["a"],
      queryFn: () => new Promise<string>((resolve) => (done = resolve)),
    });
    root.innerHTML = "<h1>app</h1>";
    takeOverWhenReady(root, client, () => true);
    await vi.advanceTimersByTimeAsync(300);
    expect(root.hidden).toBe(true);
    done("answer");
    await asked;
    await vi.advanceTimersByTimeAsync(100);
    expect(root.hidden).toBe(false);
    expect(document.getElementById("served")).toBeNull();
  });

  it("stays while a part of the app still waits, or waits again for what an answer brought", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    root.innerHTML = "<h1>app</h1><div data-loading></div>";
    takeOverWhenReady(root, client, () => true);
    await vi.advanceTimersByTimeAsync(300);
    expect(root.hidden).toBe(true);
    root.innerHTML = "<h1>app</h1>";
    await vi.advanceTimersByTimeAsync(100);
    expect(root.hidden).toBe(false);
  });

  it("is not taken away from somebody who writes into it", async () => {
    const root = page("/zh");
    const field = document.createElement("input");
    document.getElementById("served")?.append(field);
    root.innerHTML = "<h1>app</h1>";
    field.focus();
    takeOverWhenReady(root, new QueryClient(), () => true, 100);
    await vi.advanceTimersByTimeAsync(400);
    expect(root.hidden).toBe(true);
    field.blur();
    await vi.advanceTimersByTimeAsync(100);
    expect(root.hidden).toBe(false);
  });

  it("makes room in the end, also when an answer never comes", async () => {
    const root = page("/zh");
    takeOverWhenReady(root, new QueryClient(), () => false, 500);
    await vi.advanceTimersByTimeAsync(400);
    expect(root.hidden).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(root.hidden).toBe(false);
  });
});
