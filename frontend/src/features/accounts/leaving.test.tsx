import { configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useLocation } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Toasts } from "~/components/Toast";
import { serve, show } from "~/testing/render";
import { AccountSettings } from "./AccountSettings";
import { forgetPending, keepPending, pendingCode } from "./pendingCode";
import { SignedIn } from "./SignedIn";

configure({ asyncUtilTimeout: 5000 });

const SENT = {
  challenge_id: "c1",
  kind: "email",
  masked: "a***@b.example",
  expires_at: "2999-01-01T00:00:00Z",
};
const device = (id: string, is_this: boolean) => ({
  id,
  is_this,
  device: "",
  created_at: "2026-11-01T00:00:00Z",
});
const PENDING = { contact: "ann@b.example", sent: null, againAt: 0 };

function Where() {
  return <p>{`at ${useLocation().pathname}`}</p>;
}

/** A server on which somebody is signed in, or not yet, with a contact still noted on this device. */
function account(signed: boolean, more: Parameters<typeof serve>[0] = {}) {
  let signed_in = signed;
  const ends = () => {
    signed_in = false;
    return { body: { done: true } };
  };
  serve({
    "GET /api/sign-in": () => ({ body: { signed_in, account_id: null, lang: null, roles: ["journalist"] } }),
    "POST /api/sign-in/codes": { status: 201, body: SENT },
    "POST /api/sign-in/code": () => {
      signed_in = true;
      return { body: { account_id: "a1", lang: "en", roles: [] } };
    },
    "GET /api/me/sessions": { body: [device("s1", true), device("s2", false)] },
    "GET /api/me/tokens": {
      body: [{ id: "t1", name: "Desk", created_at: "2026-11-01T00:00:00Z", last_used_on: null }],
    },
    "DELETE /api/sign-in": ends,
    "DELETE /api/me": ends,
    ...more,
  });
  // As over a network: long enough for what waits for an answer to be taken off the page.
  const answered = vi.mocked(window.fetch).getMockImplementation() as typeof window.fetch;
  vi.mocked(window.fetch).mockImplementation(async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return answered(...asked);
  });
}

function open() {
  show(
    <>
      <Where />
      <Toasts />
      <SignedIn>
        <h1>Inside</h1>
        <AccountSettings />
      </SignedIn>
    </>,
    "/en/me/account",
  );
}

const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole("button", { name }, { timeout: 10_000 }));

const refusals = (title: string) =>
  within(screen.getByRole("heading", { name: title }).closest("section") as HTMLElement).queryAllByRole(
    "alert",
  );

beforeEach(() => forgetPending());

describe("The contact one typed to sign in", { timeout: 20_000 }, () => {
  it("is gone from this device once its code was taken", async () => {
    account(false);
    open();
    const field = await screen.findByLabelText("E-mail or phone number", {}, { timeout: 10_000 });
    fireEvent.change(field, { target: { value: "ann@b.example" } });
    await press("Send the code");
    fireEvent.change(await screen.findByLabelText("Six-digit code"), { target: { value: "123456" } });
    expect((await pendingCode())?.contact).toBe("ann@b.example");
    await press("Confirm");
    expect(await screen.findByRole("heading", { name: "Inside" })).toBeVisible();
    expect(await pendingCode()).toBeNull();
  });

  it("is gone after signing out, which leads home", async () => {
    account(true);
    keepPending(PENDING);
    open();
    await press("Sign out");
    expect(await screen.findByText("at /en")).toBeVisible();
    await waitFor(async () => expect(await pendingCode()).toBeNull());
  });

  it("is gone with the account, which is confirmed and leads home", async () => {
    account(true);
    keepPending(PENDING);
    open();
    await press("Delete my account");
    fireEvent.click(await screen.findByRole("checkbox", { name: /^Second step/ }));
    await press("Delete for good");
    expect(await screen.findByText("at /en")).toBeVisible();
    expect(await screen.findByText("Your account is deleted")).toBeVisible();
    await waitFor(async () => expect(await pendingCode()).toBeNull());
  });
});

describe("What ends nothing", { timeout: 20_000 }, () => {
  const down = () => ({ status: 503, body: { code: "down", detail: "The service is down." } });

  it("says that one may still be signed in, and that neither a device nor a token was ended", async () => {
    account(true, {
      "DELETE /api/sign-in": down,
      "DELETE /api/me/sessions/s2": down,
      "DELETE /api/me/tokens/t1": down,
    });
    open();
    await press("Sign out");
    expect(await screen.findByText(/take this device as still signed in/)).toBeVisible();
    expect(refusals("Signed-in devices")).toHaveLength(1);
    await press(/^End it.*Desk/);
    await waitFor(() => expect(refusals("API tokens")).toHaveLength(1));
    fireEvent.click(screen.getAllByRole("button", { name: /^End it/ }).at(-1) as HTMLElement);
    await waitFor(() => expect(refusals("Signed-in devices")).toHaveLength(2));
    expect(screen.getByText("at /en/me/account")).toBeVisible();
  });

  it("is no failure where the session was over already", async () => {
    account(true, { "DELETE /api/sign-in": { status: 401, body: { code: "accounts.sign_in", detail: "" } } });
    open();
    await press("Sign out");
    expect(await screen.findByText("at /en")).toBeVisible();
  });

  it("says so where the tokens can not be read", async () => {
    account(true, { "GET /api/me/tokens": down });
    open();
    await screen.findByRole("heading", { name: "API tokens" }, { timeout: 10_000 });
    await waitFor(() => expect(refusals("API tokens")).toHaveLength(1));
  });
});
