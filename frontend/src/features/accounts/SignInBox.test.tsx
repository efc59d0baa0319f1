import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { keepPending } from "./pendingCode";
import { SignInBox } from "./SignInBox";

const SENT = {
  challenge_id: "c1",
  kind: "email" as const,
  masked: "a***@example.org",
  expires_at: "2999-01-01T00:00:00Z",
};
const NOBODY = { signed_in: false, account_id: null, lang: null, roles: [] };

it("says why no other code is sent, not what was wrong with the last one", async () => {
  serve({
    "GET /api/sign-in": { body: NOBODY },
    "POST /api/sign-in/code": { status: 422, body: { code: "accounts.bad_code", detail: "Wrong code." } },
    "POST /api/sign-in/codes": { status: 429, body: { code: "core.limit", detail: "Too many codes." } },
  });
  keepPending({ contact: "anna@example.org", sent: SENT, againAt: 0 });
  show(<SignInBox />);
  const code = await screen.findByLabelText("Six-digit code", {}, { timeout: 10_000 });
  fireEvent.change(code, { target: { value: "123456" } });
  fireEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect(await screen.findByText("Wrong code.")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Send again" }));
  expect(await screen.findByText("Too many codes.")).toBeVisible();
  expect(screen.queryByText("Wrong code.")).toBeNull();
});
