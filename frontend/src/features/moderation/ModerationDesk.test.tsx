import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { ModerationDesk } from "./ModerationDesk";

const DESK = {
  queue: [],
  flags: [
    {
      id: "f1",
      case_reference: "ABCD",
      case_title: "Fees",
      case_summary: "They keep a fee of Mr Li.",
      edited: false,
      reason_code: "unlawful",
      text: "",
      at: "2026-11-02T08:00:00Z",
    },
  ],
  contacts: [],
  offers: [],
  replies: [
    {
      id: "r1",
      case_reference: "ABCD",
      case_title: "Fees",
      respondent: "Skylark",
      category: "declines",
      text: "Mr Li is wrong.",
    },
  ],
  respondents: [],
  appeals: [],
  removals: [],
};

describe("The moderator's desk", () => {
  it("hides a flagged case in the same step, and sends a company's reply back with a reason", async () => {
    const calls = serve({
      "GET /api/moderation": { body: DESK },
      "POST /api/moderation/flags/f1": { body: {} },
      "POST /api/moderation/replies/r1/return": { body: {} },
    });
    show(<ModerationDesk />);
    const [flag, reply] = await screen.findAllByRole("article");
    if (!flag || !reply) throw new Error("a flag and a reply");
    await userEvent.click(within(flag).getByText("Hide the case and close this flag"));
    await userEvent.click(within(flag).getByRole("button", { name: "Hide" }));
    expect(within(reply).getByRole("link", { name: "Fees" })).toHaveAttribute("href", "/en/cases/ABCD");
    expect(within(reply).getByText("Declines")).toBeVisible();
    expect(within(reply).getByText("Skylark")).toBeVisible();
    await userEvent.click(within(reply).getByText("Send back to the representative"));
    await userEvent.click(within(reply).getByLabelText(/What should be changed/));
    await userEvent.paste("Leave the name out.");
    await userEvent.click(within(reply).getByRole("button", { name: "Send back" }));
    expect(calls.filter((one) => one.method === "POST").map((one) => [one.path, one.body])).toEqual([
      ["/api/moderation/flags/f1", { resolution: "hidden", reason_code: "unlawful" }],
      ["/api/moderation/replies/r1/return", { reason_code: "personal_data", note: "Leave the name out." }],
    ]);
  }, 20_000);

  it("keeps every half-written reason when neither the act nor the reading anew arrives", async () => {
    let down = false;
    const refused = { status: 503, body: { code: "x", detail: "Not now." } };
    serve({
      "GET /api/moderation": () => (down ? refused : { body: DESK }),
      "POST /api/moderation/replies/r1/publish": () => refused,
    });
    show(<ModerationDesk />);
    const [flag, reply] = await screen.findAllByRole("article");
    if (!flag || !reply) throw new Error("a flag and a reply");
    const title = within(flag).getByLabelText("Title");
    await userEvent.type(title, " kept");
    down = true;
    await userEvent.click(within(reply).getAllByRole("button")[0] as HTMLElement);
    await waitFor(() => expect(screen.getAllByText("Not now.").length).toBeGreaterThan(1));
    expect(title).toBeInTheDocument();
    expect(title).toHaveValue("Fees kept");
  }, 20_000);

  it("closes a flag as edited only after an edit, which is made on its card", async () => {
    let edited = false;
    const calls = serve({
      "GET /api/moderation": () => ({
        body: { ...DESK, flags: [{ ...DESK.flags[0], edited, case_title: edited ? "Fees kept" : "Fees" }] },
      }),
      "PATCH /api/cases/ABCD": () => {
        edited = true;
        return { body: { done: true } };
      },
      "POST /api/moderation/flags/f1": { body: {} },
    });
    show(<ModerationDesk />);
    const [flag] = await screen.findAllByRole("article");
    if (!flag) throw new Error("a flag");
    expect(within(flag).queryByRole("button", { name: "Edited" })).toBeNull();
    const title = within(flag).getByLabelText("Title");
    expect(within(flag).getByRole("button", { name: "Save the edit" })).toBeDisabled();
    await userEvent.clear(title);
    await userEvent.paste("Fees kept");
    await userEvent.click(within(flag).getByRole("button", { name: "Save the edit" }));
    await userEvent.click(await within(flag).findByRole("button", { name: "Edited" }));
    expect(calls.filter((one) => one.method !== "GET").map((one) => [one.path, one.body])).toEqual([
      ["/api/cases/ABCD", { title: "Fees kept", summary: "They keep a fee of Mr Li." }],
      ["/api/moderation/flags/f1", { resolution: "edited" }],
    ]);
  }, 20_000);

  it("appoints only whom the members elected, and turns an offer down", async () => {
    const offer = {
      case_reference: "ABCD",
      case_title: "Fees",
      role: "organizer",
      declared_at: "2026-11-02T08:00:00Z",
    };
    const voted = { open: false, closes_at: "2026-11-09T08:00:00Z" };
    const calls = serve({
      "GET /api/moderation": {
        body: {
          ...DESK,
          flags: [],
          replies: [],
          offers: [
            { ...offer, id: "o1", election: { ...voted, votes: 3, may_confirm: true } },
            { ...offer, id: "o2", election: { ...voted, votes: 1, may_confirm: false } },
          ],
        },
      },
      "POST /api/cases/ABCD/organizers/o1/appoint": { body: {} },
      "DELETE /api/cases/ABCD/organizers/o2": { body: {} },
    });
    show(<ModerationDesk />);
    const [first, second] = await screen.findAllByRole("article");
    if (!first || !second) throw new Error("two offers");
    expect(within(second).getByText("Votes of counted members: 1")).toBeVisible();
    expect(within(second).getByRole("button", { name: "Appoint" })).toBeDisabled();
    await userEvent.click(within(first).getByRole("button", { name: "Appoint" }));
    await userEvent.click(within(second).getByRole("button", { name: "Turn down" }));
    const acts = calls.filter((one) => one.method !== "GET").map((one) => `${one.method} ${one.path}`);
    expect(acts).toEqual([
      "POST /api/cases/ABCD/organizers/o1/appoint",
      "DELETE /api/cases/ABCD/organizers/o2",
    ]);
  }, 20_000);

  it("says a refusal on its card, is busy meanwhile, and goes on to the next card when one is done", async () => {
    let desk = {
      ...DESK,
      replies: [] as unknown[],
      flags: [{ ...DESK.flags[0] }, { ...DESK.flags[0], id: "f2", edited: true }],
    };
    let release: () => void = () => undefined;
    const calls = serve({
      "GET /api/moderation": () => ({ body: desk }),
      "POST /api/moderation/flags/f1": {
        status: 409,
        body: { code: "x", detail: "It was edited meanwhile." },
      },
      "POST /api/moderation/flags/f2": () => {
        desk = { ...desk, flags: desk.flags.slice(0, 1) };
        return { body: {} };
      },
    });
    const direct = window.fetch;
    show(<ModerationDesk />);
    const [first, second] = await screen.findAllByRole("article");
    if (!first || !second) throw new Error("two flags");
    await userEvent.click(within(first).getByRole("button", { name: "Keep as it is" }));
    expect(await within(first).findByText("It was edited meanwhile.")).toBeVisible();
    expect(within(second).queryByRole("alert")).toBeNull();
    window.fetch = (input, init) => {
      const asked = new Request(input, init);
      if (asked.method !== "POST") return direct(asked);
      return new Promise<void>((resolve) => {
        release = resolve;
      }).then(() => direct(asked));
    };
    await userEvent.click(within(second).getByRole("button", { name: "Keep as it is" }));
    expect(within(second).getByRole("button", { name: "Keep as it is" })).toHaveAttribute(
      "aria-busy",
      "true",
    );
    await userEvent.click(within(second).getByRole("button", { name: "Edited" }));
    release();
    await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
    expect(screen.getByRole("article")).toHaveFocus();
    expect(calls.filter((one) => one.path === "/api/moderation/flags/f2")).toHaveLength(1);
    window.fetch = direct;
  }, 20_000);

  it("decides an appeal only with a reason, which is sent along", async () => {
    const appeal = {
      id: "a1",
      case_reference: "ABCD",
      case_title: "Fees",
      reason_code: "coordinated",
      reason: "Three alike.",
      appeal: "The picture is mine.",
      appealed_at: "2026-11-02T08:00:00Z",
      decided_by_me: false,
    };
    const own = { ...appeal, id: "a2", decided_by_me: true };
    const calls = serve({
      "GET /api/moderation": { body: { ...DESK, flags: [], replies: [], appeals: [appeal, own] } },
      "POST /api/moderation/appeals/a1": { body: {} },
    });
    show(<ModerationDesk />);
    const [card, mine] = await screen.findAllByRole("article");
    if (!card || !mine) throw new Error("two appeals");
    expect(within(mine).getByText(/another reviewer/)).toBeVisible();
    expect(within(mine).queryByLabelText("Reason")).toBeNull();
    expect(within(mine).getByRole("button", { name: "Count them again" })).toBeDisabled();
    expect(within(mine).getByRole("button", { name: "Keep set aside" })).toBeDisabled();
    const restore = within(card).getByRole("button", { name: "Count them again" });
    expect(restore).toBeDisabled();
    expect(within(card).getByRole("button", { name: "Keep set aside" })).toBeDisabled();
    await userEvent.click(within(card).getByLabelText("Reason"));
    await userEvent.paste("The original was checked.");
    await userEvent.click(restore);
    expect(calls.find((one) => one.method === "POST")?.body).toEqual({
      restore: true,
      reason: "The original was checked.",
    });
  }, 20_000);

  it("shows a hidden case again only with a reason", async () => {
    const removal = {
      id: "x1",
      case_reference: "ABCD",
      case_title: "Fees",
      reason_code: "unlawful",
      at: "2026-11-02T08:00:00Z",
    };
    const calls = serve({
      "GET /api/moderation": { body: { ...DESK, flags: [], replies: [], removals: [removal] } },
      "POST /api/cases/ABCD/restore": { body: {} },
    });
    show(<ModerationDesk />);
    const card = await screen.findByRole("article");
    await userEvent.click(within(card).getByText("Show this case again"));
    const restore = within(card).getByRole("button", { name: "Restore" });
    expect(restore).toBeDisabled();
    await userEvent.selectOptions(within(card).getByLabelText(/Reason/), "corrected");
    await userEvent.click(restore);
    expect(calls.find((one) => one.method === "POST")?.body).toEqual({ reason_code: "corrected" });
  }, 20_000);
});
