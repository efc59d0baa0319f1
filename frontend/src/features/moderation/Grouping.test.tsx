import { fireEvent, screen, waitFor, within } from "@testing-library/react";
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

it("stays when it can not be read anew", async () => {
  let down = false;
  const down503 = { status: 503, body: { code: "x", detail: "Not now." } };
  const proposal = { id: "p1", kind: "merge", cases: [], parts: [["frozen"]] };
  serve({
    "GET /api/moderation/patterns": () => (down ? down503 : { body: { items: [] } }),
    "GET /api/moderation/proposals": { body: { items: [proposal] } },
    "GET /api/statistics/patterns": { body: { items: [] } },
    "POST /api/moderation/proposals/p1": () => down503,
  });
  show(<Grouping />);
  const accept = await screen.findByRole("article");
  down = true;
  fireEvent.click(within(accept).getAllByRole("button")[0] as HTMLElement);
  await waitFor(() => expect(screen.getAllByText("Not now.")).toHaveLength(2));
  expect(accept).toBeVisible();
});
