import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CasesTable } from "./CasesTable";

it("says why a case's date may be another than the total's", async () => {
  const people = { state: "band", value: null, at_least: 30, as_of: "2026-10-01" };
  const row = { case: "ABCD", title: "Stuck", respondent_names: { en: "Kite" }, issue: "x", people };
  serve({
    "GET /api/statistics/cases": { body: { items: [row], next_cursor: null } },
    "GET /api/reference/issues": { body: { issues: [] } },
    "GET /api/respondents": { body: [] },
  });
  show(<CasesTable />);
  expect(await screen.findByText("1 October 2026", {}, { timeout: 3000 })).toBeVisible();
  expect(screen.getByText(/keeps its date until then/)).toBeVisible();
});
