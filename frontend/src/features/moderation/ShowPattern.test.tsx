import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { ShowPattern } from "./ShowPattern";

const FOUND = {
  id: "7b0c",
  respondent: { en: "Skylark" },
  issue_id: "topup_failed",
  label: ["冻结", "登录"],
  at_least: 20,
  trend: "steady",
  as_of: "2026-11-02",
  shown_as: null as string | null,
  estimated_by: "machine" as const,
};

it("shows only the words that a moderator leaves ticked, and the issue that was read", async () => {
  const calls = serve({
    "POST /api/moderation/patterns/7b0c/publication": {
      status: 409,
      body: { code: "statistics.pattern_few", detail: "Too few people." },
    },
  });
  show(<ShowPattern one={FOUND} />);
  fireEvent.click(await screen.findByText("Show in public", { selector: "summary" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "登录" }));
  fireEvent.click(screen.getByRole("button", { name: "Show in public" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ issue_id: "topup_failed", label: ["冻结"] }));
  expect(await screen.findByText("Too few people.")).toBeVisible();
});

it("takes one down with a reason", async () => {
  const calls = serve({ "POST /api/moderation/shown-patterns/P1/end": { body: { done: true } } });
  show(<ShowPattern one={{ ...FOUND, shown_as: "P1" }} />);
  fireEvent.click(await screen.findByText("Take down", { selector: "summary" }));
  fireEvent.click(screen.getByRole("button", { name: "Take down" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason_code: "in_a_case" }));
});
