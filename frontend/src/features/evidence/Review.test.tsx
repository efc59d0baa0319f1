import { screen } from "@testing-library/react";
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
