import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { DESK, desk, pair, posts, stands } from "~/testing/reviewing";
import { ReviewDesk } from "./ReviewDesk";

const HOUSE = "/api/moderation/matches";

describe("the review desk", { timeout: 30_000 }, () => {
  it("shows both accounts with what differs marked, also for who cannot see colours", async () => {
    desk([pair(1)]);
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    const marks = document.querySelectorAll("mark");
    expect([...marks].map((mark) => mark.textContent)).toEqual([" [only here: 500] ", " [only here: 900] "]);
    expect(screen.getByText("the same order number")).toBeVisible();
    expect(await screen.findByText(/Files that both sent: 1/)).toBeVisible();
    const amount = screen.getByText("Amount").closest("div");
    expect(within(amount as HTMLElement).getByText("differs")).toBeVisible();
    expect(screen.getByText(/Moderator: not sure/)).toBeInTheDocument();
  });

  it("says so where words are not shared, and shows none", async () => {
    desk([pair(1, [null, null])]);
    show(<ReviewDesk reference="CASE" />);
    expect(await screen.findByText(/Neither account is shared with you/)).toBeVisible();
    expect(document.querySelectorAll("mark")).toHaveLength(0);
  });

  it("is worked through with single keys and taken back with z", async () => {
    const calls = desk([pair(1), pair(2), pair(3), pair(4)]);
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.keyboard("y");
    await stands("Person a2");
    await user.keyboard("n");
    await stands("Person a3");
    await user.keyboard("j");
    await stands("Person a4");
    await user.keyboard("k");
    await stands("Person a3");
    await user.keyboard("u");
    await stands("Person a4");
    await user.keyboard("z");
    await stands("Person a3");
    await user.keyboard("z");
    await stands("Person a2");
    expect(
      posts(calls)
        .map((path) => path.replace(`${DESK}/`, ""))
        .slice(0, 5),
    ).toEqual(["m1/confirm", "m2/dismiss", "m3/unsure", "m3/undo", "m2/undo"]);
  });

  it("takes quick keys for one pair each, not for the same pair again", async () => {
    const calls = desk([pair(1), pair(2), pair(3)]);
    const user = userEvent.setup({ delay: null });
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.keyboard("yy");
    await stands("Person a3");
    await waitFor(() => expect(posts(calls)).toEqual([`${DESK}/m1/confirm`, `${DESK}/m2/confirm`]));
  });

  it("shows the keys on ?, and no key decides while a window is open or somebody writes", async () => {
    const calls = desk([pair(1)]);
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.keyboard("?");
    const keys = await screen.findByRole("dialog");
    expect(within(keys).getByText("Not sure")).toBeVisible();
    await user.keyboard("y");
    await user.click(within(keys).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    screen.getAllByRole("combobox")[0]?.focus();
    await user.keyboard("y");
    await user.keyboard("{Control>}y{/Control}");
    expect(posts(calls)).toEqual([]);
  });

  it("does everything by buttons too and says what was decided", async () => {
    const calls = desk([pair(1), pair(2)]);
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.click(screen.getByRole("button", { name: /^Not the same/ }));
    await stands("Person a2");
    expect(screen.getByText(/Dismissed, never proposed again/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^Undo the last/ }));
    await stands("Person a1");
    expect(posts(calls)).toEqual([`${DESK}/m1/dismiss`, `${DESK}/m1/undo`]);
  });

  it("prints the precision with its interval and the number of decisions", async () => {
    desk([]);
    show(<ReviewDesk reference="CASE" />);
    expect(await screen.findByText("75% (60%–86%)")).toBeInTheDocument();
    expect(screen.getByRole("cell", { name: "40", hidden: true })).toBeInTheDocument();
  });

  it("puts a pair that was for later back among those for later when its decision is taken back", async () => {
    const later = { ...pair(1), state: "unsure" };
    desk([later, pair(2)]);
    const user = userEvent.setup();
    show(<ReviewDesk reference="CASE" />);
    await stands("Person a1");
    await user.selectOptions(screen.getAllByRole("combobox")[0] as HTMLElement, "later");
    await stands("Person a1");
    await user.click(screen.getByRole("button", { name: /^Not the same/ }));
    await stands("Person a2");
    await user.click(screen.getByRole("button", { name: /^Undo the last/ }));
    await stands("Person a1");
  });

  it("reads the moderators' lists anew once a batch is taken back there", async () => {
    const found = { ...pair(1), state: "confirmed" };
    const decided = {
      act: "confirm",
      from_state: "proposed",
      to_state: "confirmed",
      role: "organizer",
      mine: false,
      at: "2026-09-03T00:00:00Z",
      score: 0.91,
      matcher_version: "copies-2",
      bulk_id: "b1",
    };
    const calls = serve({
      [`GET ${HOUSE}`]: { body: { items: [found], next_cursor: null } },
      [`GET ${HOUSE}/precision`]: { body: { languages: [], needed: 30, matcher_version: "copies-2" } },
      [`GET ${HOUSE}/m1`]: {
        body: {
          match: found,
          same_files: 0,
          evidence_a: [],
          evidence_b: [],
          bulk_size: 2,
          history: [decided],
        },
      },
      [`POST ${DESK}/bulks/b1/undo`]: { body: { pairs: 2 } },
    });
    const user = userEvent.setup();
    show(<ReviewDesk />);
    await stands("Person a1");
    const read = () => calls.filter((call) => call.path.startsWith(`${HOUSE}?`)).length;
    const before = read();
    await user.click(await screen.findByRole("button", { name: /Undo the whole batch/, hidden: true }));
    await waitFor(() => expect(posts(calls)).toEqual([`${DESK}/bulks/b1/undo`]));
    await waitFor(() => expect(read()).toBe(before + 1));
  });
});
