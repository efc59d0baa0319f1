import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import type { CaseRead } from "../queries";
import { OfferToOrganize } from "./OfferToOrganize";

const CASE = { reference: "ABCD", relation: "participant", closed_at: null } as CaseRead;
const APPOINTED = { id: "o1", role: "organizer", vetting: "moderator", appointed: true, is_me: false };
const NONE = { idle: false, open: false, closes_at: null, candidates: [], my_vote: null };
const OFFERED = { id: "c1", pseudonym: "Heron 12", declared_at: "2026-11-01T08:00:00Z", is_me: false };
const ELECTION = {
  ...NONE,
  idle: true,
  open: true,
  closes_at: "2026-11-09T08:00:00Z",
  candidates: [OFFERED],
};

function open(organizers: object[], election: object) {
  const calls = serve({
    "GET /api/cases/ABCD/organizers": { body: organizers },
    "GET /api/cases/ABCD/election": { body: election },
    "PUT /api/cases/ABCD/election/vote": { body: {} },
    "POST /api/cases/ABCD/organizers": { status: 201, body: {} },
  });
  show(<OfferToOrganize one={CASE} />);
  return calls;
}

describe("Who organizes a case", () => {
  it("is not asked while somebody does", async () => {
    const calls = open([APPOINTED], NONE);
    await expect.poll(() => calls.length).toBe(2);
    expect(screen.queryByRole("heading")).toBeNull();
  });

  it("is voted on by the members where the organizer is idle, without any total", async () => {
    const calls = open([APPOINTED], ELECTION);
    await userEvent.click(await screen.findByRole("radio", { name: /Heron 12/ }));
    await userEvent.click(screen.getByRole("button", { name: "Vote" }));
    const sent = calls.filter((one) => one.method === "PUT").map((one) => [one.path, one.body]);
    expect(sent).toEqual([["/api/cases/ABCD/election/vote", { candidate: "c1" }]]);
    expect(screen.queryByText(/votes/)).toBeNull();
    expect(screen.getByRole("button", { name: /Offer/ })).toBeDisabled();
  });

  it("tells the own vote, which may be changed, and that voting is over", async () => {
    open([APPOINTED, { ...APPOINTED, id: "o2", appointed: false, is_me: true }], {
      ...ELECTION,
      my_vote: "c1",
    });
    expect(await screen.findByText("You voted for: Heron 12")).toBeVisible();
    expect(screen.getByText("You have offered to take over.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Change my vote" })).toBeDisabled();
  });

  it("waits for a moderator once the voting is over", async () => {
    open([APPOINTED], { ...ELECTION, open: false });
    expect(await screen.findByText("The voting is over. A moderator has yet to confirm.")).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
  });
});
