import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Ask } from "~/pages/asks";
import { first, firstIsDrawn } from "./first";

const at = (lang: string) =>
  ({ params: { lang, reference: "AB" } }) as unknown as Parameters<ReturnType<typeof first>>[0];

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
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith("zh", "AB"));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ready).toBe(false);
    answered("here");
    await waited;
    expect(ready).toBe(true);
  });

  it("is asked for by the one name in the address, whatever it names", async () => {
    const asked = vi.fn((): Ask[] => []);
    for (const named of [{ reference: "AB" }, { slug: "lark" }, { id: "first-aid" }, {}])
      await first(asked)({ params: { lang: "zh", ...named } } as unknown as Parameters<
        ReturnType<typeof first>
      >[0]);
    expect(asked.mock.calls).toEqual([
      ["zh", "AB"],
      ["zh", "lark"],
      ["zh", "first-aid"],
      ["zh", ""],
    ]);
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
