import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { RevokeRole } from "./RevokeRole";

it("takes a role away with a reason and shows the trail of it, without the person's sign-ins", async () => {
  const line = { at: "2026-11-02T08:00:00Z", role: "admin", object_ref: "u1", alias: null };
  const calls = serve({
    "POST /api/roles/revoke": { body: { account_id: "u1" } },
    "GET /api/moderation/trail/u1?room=role&limit=50": {
      body: {
        items: [{ ...line, seq: 3, action: "role.revoke", reason: "journalist:left" }],
        next_cursor: null,
      },
    },
  });
  show(<RevokeRole />);
  fireEvent.click(await screen.findByText("Take a role away (admins)"));
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type("E-mail or phone of their account", "lin@example.org");
  type("Role", "journalist");
  const revoke = screen.getByRole("button", { name: "Take it away" });
  expect(revoke).toBeDisabled();
  type("Reason", "left");
  fireEvent.click(revoke);
  fireEvent.click(await screen.findByRole("button", { name: "Show the trail" }));
  expect(await screen.findByText("Journalist · Left the team")).toBeVisible();
  expect(screen.getByText("Revoked a role")).toBeVisible();
  expect(calls.find((one) => one.method === "POST")?.body).toEqual({
    contact: "lin@example.org",
    role: "journalist",
    reason_code: "left",
  });
});
