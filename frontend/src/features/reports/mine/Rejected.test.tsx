import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyReport } from "./MyReport";

const REPORT = {
  id: "r1",
  reference: "REPORT1",
  respondent_name: "Skylark",
  case_reference: "ABC",
  case_title: "Withdrawals stuck",
  state: "rejected",
  rejected_reason: "wrong_respondent",
  appeal_answer: null,
  set_aside_reason: null,
  narrative: "It never came.",
  submitted_at: "2026-11-02T02:00:00Z",
  happened_precision: "day",
  prior_authorities: [],
  remedies: [],
  unread: [],
  issue_id: "withdrawal-stuck",
  lang: "en",
};

it("says of an erased report that it is erased, and offers nothing more to erase", async () => {
  serve({
    "GET /api/me/reports/r1": {
      body: { ...REPORT, state: "withdrawn", rejected_reason: null, erased: true, narrative: null },
    },
    "GET /api/issues": { body: { issues: [] } },
    "GET /api/me/cases": { body: [] },
  });
  show(<MyReport id="r1" evidence={() => null} />);
  expect(await screen.findByText("Erased", {}, { timeout: 10_000 })).toBeVisible();
  expect(screen.getByText(/What you wrote and your files are erased for good/)).toBeVisible();
  expect(screen.queryByText("This report is withdrawn.")).toBeNull();
  expect(screen.queryByRole("button", { name: "Erase it" })).toBeNull();
});

it("tells the author of a rejected report why, and what can be done", async () => {
  serve({
    "GET /api/me/reports/r1": { body: REPORT },
    "GET /api/issues": { body: { issues: [] } },
    "GET /api/me/cases": { body: [] },
  });
  show(<MyReport id="r1" evidence={() => null} />);
  expect(await screen.findByText("It is about another company.", {}, { timeout: 10_000 })).toBeVisible();
  expect(screen.getByText(/accept this report again/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Open the case page" })).toHaveAttribute("href", "/en/cases/ABC");
});
