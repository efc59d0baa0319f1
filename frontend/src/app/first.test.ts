import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Ask, guidesAsks } from "~/pages/asks";
import { serve } from "~/testing/render";
import { first, firstIsDrawn } from "./first";

type At = Parameters<ReturnType<typeof first>>[0];
const request = { url: "http://localhost/zh?q=frozen" };
const at = (lang: string) => ({ params: { lang, reference: "AB" }, request }) as unknown as At;

describe("what the first page waits for", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div id="served" data-path="${window.location.pathname.replace(/\/$/, "")}"></div>`;
  });

  it("is every answer of the page, when the server's page stands already", async () => {
    let answered = (_: string) => {};
    const late: Ask = () => new Promise<string>((resolve) => (answered = resolve));
    const asked = vi.fn(() => [late]);
    let ready = false;
    const waited = first(asked)(at("zh")).then(() => (ready = true));
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith("zh", "AB", expect.anything()));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ready).toBe(false);
    answered("here");
    await waited;
    expect(ready).toBe(true);
  });

  it("is asked for by the one name in the address, whatever it names", async () => {
    const asked = vi.fn((): Ask[] => []);
    for (const named of [{ reference: "AB" }, { slug: "lark" }, { id: "first-aid" }, {}])
      await first(asked)({ params: { lang: "zh", ...named }, request } as unknown as At);
    expect(asked.mock.calls.map((said: unknown[]) => said.slice(0, 2))).toEqual([
      ["zh", "AB"],
      ["zh", "lark"],
      ["zh", "first-aid"],
      ["zh", ""],
    ]);
  });

  it("is what the address asks for, not the page without it", async () => {
    const calls = serve({ "GET /api/reference/guides": { body: [] } });
    await first(guidesAsks)(at("zh"));
    const guides = calls.map((one) => one.path).filter((path) => path.startsWith("/api/reference/guides"));
    expect(guides).toEqual(["/api/reference/guides?q=frozen"]);
  });

  it("is nothing without the server's page, in no language, and once a page is drawn", async () => {
    const asked = vi.fn(() => []);
    await first(asked)(at("xx"));
    document.body.innerHTML = "";
    await first(asked)(at("zh"));
    document.body.innerHTML = `<div id="served" data-path="${window.location.pathname.replace(/\/$/, "")}"></div>`;
    firstIsDrawn();
    await first(asked)(at("zh"));
    expect(asked).not.toHaveBeenCalled();
  });
});
