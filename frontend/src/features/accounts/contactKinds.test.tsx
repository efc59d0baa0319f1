import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { SignInBox } from "./SignInBox";

const NOBODY = { body: { signed_in: false, account_id: null, lang: null, roles: [] } };

it("asks for an e-mail address alone where the house cannot send text messages", async () => {
  serve({ "GET /api/sign-in": NOBODY, "GET /api/meta": { body: { contact_kinds: ["email"] } } });
  show(<SignInBox />);
  const contact = await screen.findByLabelText("E-mail address", {}, { timeout: 10_000 });
  expect(contact).toHaveAccessibleDescription(/cannot send text messages/);
});

it("asks for either where both work", async () => {
  serve({ "GET /api/sign-in": NOBODY, "GET /api/meta": { body: { contact_kinds: ["email", "phone"] } } });
  show(<SignInBox />);
  await screen.findByLabelText("E-mail or phone number", {}, { timeout: 10_000 });
});
