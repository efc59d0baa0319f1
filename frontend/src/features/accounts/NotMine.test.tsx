import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { SignInBox } from "./SignInBox";

const SENT = {
  challenge_id: "c1",
  kind: "phone",
  masked: "+86 139****0000",
  expires_at: "2026-11-02T02:10:00Z",
};

it("starts a new account only when the person says that the number is new to them", async () => {
  const calls = serve({
    "GET /api/sign-in": { body: { signed_in: false, account_id: null, lang: null, roles: [] } },
    "POST /api/sign-in/codes": { status: 201, body: SENT },
    "POST /api/sign-in/code": { body: { account_id: "a1", lang: "en", roles: [] } },
  });
  show(<SignInBox />);
  const contact = await screen.findByLabelText("E-mail or phone number", {}, { timeout: 10_000 });
  fireEvent.change(contact, { target: { value: "+8613900000000" } });
  fireEvent.click(screen.getByRole("button", { name: "Send the code" }));
  fireEvent.change(await screen.findByLabelText("Six-digit code"), { target: { value: "123456" } });
  const fresh = screen.getByRole("checkbox", { name: /earlier account is not mine/, hidden: true });
  expect(fresh).not.toBeChecked();
  fireEvent.click(fresh);
  fireEvent.click(screen.getByRole("button", { name: "Confirm" }));
  await waitFor(() => expect(calls.some((one) => one.path === "/api/sign-in/code")).toBe(true));
  expect(calls.find((one) => one.path === "/api/sign-in/code")?.body).toEqual({
    challenge_id: "c1",
    code: "123456",
    fresh: true,
  });
});
