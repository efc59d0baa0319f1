import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CompanyTrail } from "./CompanyTrail";

const ID = "0b8a4c1e-1111-4222-8333-444455556666";
const LINE = {
  seq: 9,
  at: "2026-11-02T08:00:00Z",
  role: "moderator",
  action: "respondent.moderate",
  object_ref: ID,
  alias: null,
  reason: "hidden",
};
const answers = (roles: string[]) => ({
  "GET /api/sign-in": { body: { signed_in: true, roles } },
  "GET /api/respondents/kite": { body: { id: ID, slug: "kite", name: "Kite", aliases: [] } },
  [`GET /api/moderation/trail/${ID}`]: { body: { items: [LINE], next_cursor: null } },
});

it("still shows moderators what was decided about a company", async () => {
  serve(answers(["moderator"]));
  show(<CompanyTrail slug="kite" />);
  fireEvent.click(await screen.findByRole("button", { name: "Show the trail" }, { timeout: 5000 }));
  expect(await screen.findByText("Not listed")).toBeVisible();
});

it("is nothing to anybody else", async () => {
  const calls = serve(answers([]));
  show(<CompanyTrail slug="kite" />);
  await waitFor(() => expect(calls.some((one) => one.path === "/api/sign-in")).toBe(true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByRole("button")).toBeNull();
});
