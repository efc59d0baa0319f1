import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { OFFLINE, Problem } from "~/api/problem";
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

  it("makes room in the end, also when the answer to a lesser question never comes", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    client.prefetchQuery({ queryKey: ["lesser"], queryFn: () => new Promise(() => undefined) });
    root.innerHTML = "<h1>app</h1><div data-loading></div>";
    takeOverWhenReady(root, client, () => true, 500);
    await vi.advanceTimersByTimeAsync(400);
    expect(root.hidden).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(root.hidden).toBe(false);
  });

  it("stays as long as the page's main question has no answer, and offers to ask again", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    root.innerHTML = "<h1>app</h1><div role='alert'>No connection</div>";
    let online = false;
    const main = new QueryObserver(client, {
      queryKey: ["main"],
      queryFn: () => (online ? Promise.resolve("story") : Promise.reject(new Problem(0, OFFLINE, ""))),
      meta: { main: true },
      retry: false,
    });
    const stop = main.subscribe(() => undefined);
    takeOverWhenReady(root, client, () => true, 500);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(root.hidden).toBe(true);
    expect(screen.getAllByRole("status")).toHaveLength(1);
    expect(screen.getByRole("status")).toHaveTextContent("The rest of this page has not loaded");
    online = true;
    screen.getByRole("button", { name: "Try again" }).click();
    expect(screen.queryByRole("status")).toBeNull();
    await vi.advanceTimersByTimeAsync(600);
    expect(root.hidden).toBe(false);
    expect(document.getElementById("served")).toBeNull();
    stop();
  });

  it("says after a while that the main answer is late, and makes room when it comes", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    root.innerHTML = "<h1>app</h1>";
    let done = (_: string) => {};
    const queryFn = () => new Promise<string>((resolve) => (done = resolve));
    client.prefetchQuery({ queryKey: ["main"], queryFn, meta: { main: true } });
    takeOverWhenReady(root, client, () => true, 500);
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.queryByRole("status")).toBeNull();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
    done("story");
    await vi.advanceTimersByTimeAsync(200);
    expect(root.hidden).toBe(false);
  });

  it("makes room for a refusal, which is an answer", async () => {
    const root = page("/zh");
    const client = new QueryClient();
    root.innerHTML = "<h1>app</h1>";
    const queryFn = () => Promise.reject(new Problem(410, "case.removed", "Removed."));
    client.prefetchQuery({ queryKey: ["main"], queryFn, meta: { main: true }, retry: false });
    takeOverWhenReady(root, client, () => true, 500);
    await vi.advanceTimersByTimeAsync(200);
    expect(root.hidden).toBe(false);
  });

  it("stays when the code of the page did not come", async () => {
    const root = page("/zh");
    root.innerHTML = "<h1>Something went wrong here</h1>";
    takeOverWhenReady(root, new QueryClient(), () => false, 500);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(root.hidden).toBe(true);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });

  it.each([
    ["the same way on, where the app has it", "/zh/cases", "A", "app cases"],
    ["the app's heading otherwise", "/zh/elsewhere", "H1", "app"],
  ])("hands the focus to %s", async (_, to, tag, words) => {
    const root = page("/zh");
    const link = document.createElement("a");
    link.href = to;
    document.getElementById("served")?.append(link);
    root.innerHTML = "<h1>app</h1><a href='/zh/cases'>app cases</a>";
    link.focus();
    takeOverWhenReady(root, new QueryClient(), () => true);
    await vi.advanceTimersByTimeAsync(200);
    expect(root.hidden).toBe(false);
    expect(document.activeElement?.tagName).toBe(tag);
    expect(document.activeElement).toHaveTextContent(words);
  });

  it("leaves the focus alone where it was nowhere", async () => {
    const root = page("/zh");
    root.innerHTML = "<h1>app</h1>";
    takeOverWhenReady(root, new QueryClient(), () => true);
    await vi.advanceTimersByTimeAsync(200);
    expect(document.activeElement).toBe(document.body);
  });
});
