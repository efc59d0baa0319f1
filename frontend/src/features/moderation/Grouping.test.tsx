import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Grouping } from "./Grouping";

it("writes since when a pattern is seen as its reader writes days", async () => {
  const pattern = {
    id: "7b0c",
    respondent: { en: "Skylark" },
    issue_id: "topup_failed",
    label: ["frozen"],
    at_least: 20,
    trend: "steady",
    as_of: "2026-11-02",
    shown_as: null,
    estimated_by: "machine",
  };
  serve({
    "GET /api/moderation/patterns": { body: { items: [pattern] } },
    "GET /api/moderation/proposals": { body: { items: [] } },
    "GET /api/statistics/patterns": { body: { items: [] } },
  });
  show(<Grouping />);
  expect(await screen.findByText(/2 November 2026/)).toBeVisible();
});
