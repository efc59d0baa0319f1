import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { EvidenceReview } from "./Review";

const ITEM = {
  id: "e1",
  reference: "EVIDENCE01",
  report_reference: "REPORT0001",
  pseudonym: "Otter",
  received_at: "2026-11-02T02:00:00Z",
  kept_by_me: false,
  description: null,
  derivative_type: "image/png",
  same_file_accounts: 1,
  checks: [],
};

it("warns of one other account that sent the same file", async () => {
  serve({ "GET /api/cases/ABC/evidence": { body: { items: [ITEM], next_cursor: null } } });
  show(<EvidenceReview reference="ABC" />);
  expect(
    await screen.findByText(/^Other accounts that sent the same file: 1/, {}, { timeout: 10_000 }),
  ).toBeVisible();
});

const CHECK = {
  reviewer_role: "co_organizer",
  mine: false,
  at: "2026-11-02T03:00:00Z",
  readable: false,
  names_respondent: false,
  shows_date: false,
  shows_amount_or_order: false,
  matches_report: false,
  accepted: false,
};

it("shows what a colleague decided, by role", async () => {
  serve({
    "GET /api/cases/ABC/evidence": { body: { items: [{ ...ITEM, checks: [CHECK] }], next_cursor: null } },
  });
  show(<EvidenceReview reference="ABC" />);
  expect(await screen.findByText(/^Co-organizer: Not enough/, {}, { timeout: 10_000 })).toBeVisible();
});

it("asks for what nobody checked where the board leads, and keeps what was just checked in sight", async () => {
  const calls = serve({
    "GET /api/cases/ABC/evidence": { body: { items: [ITEM], next_cursor: null } },
    "POST /api/cases/ABC/evidence/e1/check": { body: { ...CHECK, reviewer_role: "organizer", mine: true } },
  });
  show(<EvidenceReview reference="ABC" />, "/en?unchecked=1");
  const card = within(await screen.findByRole("article", {}, { timeout: 10_000 }));
  expect(calls[0]?.path).toContain("unchecked=true");
  const only = screen.getByRole("checkbox", { name: "Only those that nobody checked yet" });
  expect(only).toBeChecked();
  await userEvent.click(card.getByRole("button", { name: "Not enough" }));
  await waitFor(() => expect(card.getAllByText("Not enough")).toHaveLength(2));
  expect(calls.filter((one) => one.method === "GET")).toHaveLength(1);
  await userEvent.click(only);
  await waitFor(() => expect(calls.at(-1)?.path).toContain("unchecked=false"));
});
