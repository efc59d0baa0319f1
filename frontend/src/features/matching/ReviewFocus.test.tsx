import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { DESK, desk, pair, stands } from "~/testing/reviewing";
import { ReviewDesk } from "./ReviewDesk";

describe("the way from pair to pair", { timeout: 30_000 }, () => {
  it("takes the focus along to the next pair, and to what was decided when none is left", async () => {
    desk([pair(1), pair(2)]);
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    expect(await stands("Person a1")).not.toHaveFocus();
    await user.keyboard("j");
    expect(await stands("Person a2")).toHaveFocus();
    await user.keyboard("n");
    expect(await stands("Person a1")).toHaveFocus();
    await user.keyboard("y");
    await screen.findByText("All looked at");
    expect(screen.getByText(/2 decided this time/)).toHaveFocus();
    await user.keyboard("z");
    await waitFor(async () => expect(await stands("Person a1")).toHaveFocus());
  });

  it("never says that all is looked at while the next pairs are on their way, and then goes along to them", async () => {
    desk([pair(1)]);
    const first = { items: [pair(1)], next_cursor: "more" };
    const next = { items: [pair(2)], next_cursor: null };
    let arrive = () => {};
    const until = new Promise<void>((done) => {
      arrive = done;
    });
    const server = vi.mocked(window.fetch);
    const answering = server.getMockImplementation() as typeof fetch;
    server.mockImplementation(async (input, init) => {
      const { pathname, searchParams } = new URL(new Request(input, init).url);
      if (pathname !== DESK) return answering(input, init);
      if (searchParams.get("cursor")) await until;
      return Response.json(searchParams.get("cursor") ? next : first);
    });
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.keyboard("y");
    await waitFor(() => expect(screen.queryByText(/Person a1/)).toBeNull());
    expect(screen.queryByText("All looked at")).toBeNull();
    arrive();
    await waitFor(async () => expect(await stands("Person a2")).toHaveFocus());
  });

  it("asks before the page is closed while a decision has not arrived, and not any longer", async () => {
    desk([pair(1), pair(2)]);
    const user = userEvent.setup();
    const closes = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    expect(closes()).toBe(false);
    let arrive = () => {};
    const until = new Promise<void>((done) => {
      arrive = done;
    });
    const server = vi.mocked(window.fetch);
    const answering = server.getMockImplementation();
    server.mockImplementation((...asked) => until.then(() => (answering as typeof fetch)(...asked)));
    await user.keyboard("y");
    await stands("Person a2");
    await waitFor(() => expect(closes()).toBe(true));
    arrive();
    await waitFor(() => expect(closes()).toBe(false));
  });
});
