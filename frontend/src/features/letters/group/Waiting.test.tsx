import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyAnnouncements, WaitingForMe } from "./Waiting";

const LETTER = {
  kind: "letter",
  case: "ABC",
  case_title: "Withdrawals held",
  subject: "LETTER01",
  text: "Pay what is held",
  lang: "en",
  closes_at: null,
  closes_on: "2026-11-30",
};

it("leads from a letter that waits to the letter, from anything else to its part of the case's page", async () => {
  const poll = { ...LETTER, kind: "poll", subject: "P1", text: "Send it first?" };
  const offer = { ...LETTER, kind: "offer", subject: "O1", text: "Eighty per cent" };
  const outcome = { ...LETTER, kind: "outcome", subject: "S1", text: "They paid" };
  const election = { ...LETTER, kind: "election", subject: "E1", text: "Who organizes?" };
  serve({ "GET /api/me/waiting": { body: [LETTER, poll, offer, outcome, election] } });
  show(<WaitingForMe />);
  const letter = await screen.findByRole("link", { name: "Pay what is held" }, { timeout: 10_000 });
  expect(letter).toHaveAttribute("href", "/en/me/approvals/ABC/LETTER01");
  expect(screen.getByText("Joint letter")).toBeInTheDocument();
  const leads = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
  expect(leads("Send it first?")).toBe("/en/cases/ABC#from-organizer");
  expect(leads("Eighty per cent")).toBe("/en/cases/ABC#offers");
  expect(leads("They paid")).toBe("/en/cases/ABC#outcomes");
  expect(leads("Who organizes?")).toBe("/en/cases/ABC#organizing");
});

it("says when the words of organizers could not be read, and tries again", async () => {
  let broken = true;
  const said = {
    id: "a1",
    at: "2026-11-02T02:00:00Z",
    case: "ABC",
    case_title: "Held",
    lang: "en",
    text: "Friday",
  };
  serve({
    "GET /api/me/announcements": () =>
      broken
        ? { status: 500, body: { code: "core.failed" } }
        : { body: { items: [said], next_cursor: null } },
  });
  show(<MyAnnouncements />);
  const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 10_000 });
  broken = false;
  fireEvent.click(again);
  expect(await screen.findByText("Friday")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
