import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { type Call, serve, show } from "~/testing/render";
import { ReviewDesk } from "./ReviewDesk";

const side = (id: string, narrative: string | null) => ({
  report_id: id,
  report_reference: `R-${id}`,
  case_reference: "CASE",
  pseudonym: `Person ${id}`,
  state: "incident",
  lang: "en",
  issue_id: "unspecified",
  submitted_at: "2026-09-01T00:00:00Z",
  happened_on: "2026-08-30",
  happened_precision: "day",
  amount_minor: id.startsWith("b") ? 90000 : 50000,
  currency: "CNY",
  area: "CN-GD",
  evidence_files: 1,
  narrative,
});

const pair = (n: number, words: [string | null, string | null] = ["I lost 500 yuan", "I lost 900 yuan"]) => ({
  id: `m${n}`,
  case_reference: "CASE",
  a: side(`a${n}`, words[0]),
  b: side(`b${n}`, words[1]),
  same_person: false,
  score: 0.91,
  strength: "strong",
  reasons: [
    { code: "shared_wording", params: {}, text: "91% of the shorter text stands in the other one" },
    { code: "same_order", params: {}, text: "the same order number" },
  ],
  matcher_version: "copies-1",
  state: "proposed",
  found_at: "2026-09-02T00:00:00Z",
  decided_at: null,
  decided_role: null,
});

const DESK = "/api/cases/CASE/matches";

function desk(pairs: ReturnType<typeof pair>[]) {
  const decided = (state: string) => (call: Call) => {
    const id = call.path.split("/").at(-2);
    return { body: { ...pairs.find((one) => one.id === id), state } };
  };
  const acts = Object.fromEntries(
    pairs.flatMap((one) => [
      [`POST ${DESK}/${one.id}/confirm`, decided("confirmed")],
      [`POST ${DESK}/${one.id}/dismiss`, decided("dismissed")],
      [`POST ${DESK}/${one.id}/unsure`, decided("unsure")],
      [`POST ${DESK}/${one.id}/undo`, decided("undone")],
      [
        `GET ${DESK}/${one.id}`,
        {
          body: {
            match: one,
            same_files: 1,
            evidence_a: [],
            evidence_b: [],
            bulk_size: 0,
            history: [
              {
                act: "unsure",
                from_state: "proposed",
                to_state: "unsure",
                role: "moderator",
                mine: false,
                at: "2026-09-03T00:00:00Z",
                score: 0.91,
                matcher_version: "copies-1",
                bulk_id: null,
              },
            ],
          },
        },
      ],
    ]),
  );
  return serve({
    [`GET ${DESK}`]: { body: { items: pairs, next_cursor: null } },
    [`GET ${DESK}/precision`]: {
      body: {
        languages: [
          {
            lang: "en",
            decided: 40,
            confirmed: 30,
            unsure: 2,
            share: 0.75,
            low: 0.598,
            high: 0.858,
            lines: [{ measure: "wording", floor: 0.27, threshold: 0.32 }],
          },
        ],
        needed: 30,
        matcher_version: "copies-1",
      },
    },
    ...acts,
  });
}

const posts = (calls: Call[]) => calls.filter((call) => call.method === "POST").map((call) => call.path);
const stands = (name: string) => screen.findByRole("heading", { level: 2, name: new RegExp(name) });

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
});
