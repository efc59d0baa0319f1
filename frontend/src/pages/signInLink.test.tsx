import { act, configure, fireEvent, screen, waitFor } from "@testing-library/react";
import { useParams } from "react-router";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetPending, keepPending } from "~/features/accounts/pendingCode";
import { SignedIn } from "~/features/accounts/SignedIn";
import { type Draft, emptyDraft } from "~/features/reports/draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "~/features/reports/draft/keeping";
import { serve, show } from "~/testing/render";
import { Component as MyReportsPart } from "./MyReportsPart";
import { Component as SignInLinkPage } from "./SignInLinkPage";

const NOBODY = { signed_in: false, account_id: null, lang: null, roles: [] };
const SOMEBODY = { signed_in: true, account_id: "a1", lang: "en", roles: [] };
const MINE = {
  "GET /api/sign-in": { body: SOMEBODY },
  "GET /api/me/reports": { body: { items: [], next: null } },
  "POST /api/sign-in/link": { body: { account_id: "a1", lang: "en", roles: [] } },
};

// A whole page is slow to come the first time.
configure({ asyncUtilTimeout: 5000 });

function Somewhere() {
  const where = useParams()["*"];
  if (where === "sign-in/link") return <SignInLinkPage />;
  return where === "me" ? <MyReportsPart /> : <p>at {where}</p>;
}

async function begun(part: Partial<Draft>) {
  const company = { id: "c1", name: "Blue Kite Pay" };
  await keepDraft({ ...emptyDraft("en"), company, narrative: "They kept it.", ...part });
}

async function signInByLink() {
  serve(MINE);
  show(<Somewhere />, `/en/sign-in/link#${"x".repeat(32)}`, "/:lang/*");
  expect(await screen.findByText(/Signing in here does not send it/)).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

function comeBack() {
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new Event("visibilitychange"));
}

function askForCode() {
  const sent = { challenge_id: "k1", kind: "email", masked: "a…", expires_at: "2999-01-01T00:00:00Z" };
  keepPending({ contact: "a@example.org", sent, againAt: 0 });
}

beforeEach(async () => {
  forgetPending();
  await forgetDraft(await loadDraft("en"));
});

describe("The link of the code message", () => {
  it("leads back to the sending of the report that waits for it on this device", async () => {
    await begun({ step: "send" });
    askForCode();
    await signInByLink();
    expect(await screen.findByText("at report/send")).toBeVisible();
  });

  it("opens nobody's report for a person who asked for the code elsewhere", async () => {
    await begun({ step: "send" });
    await signInByLink();
    expect(await screen.findByText("A report on this device has not been sent")).toBeVisible();
  });

  it("says of a report whose answer was lost that it may have arrived, and leads to sending it again", async () => {
    await begun({ step: "story", outgoing: "{}" });
    await signInByLink();
    expect(await screen.findByText(/do not know yet whether it arrived/)).toBeVisible();
    expect(screen.queryByText("A report on this device has not been sent")).toBeNull();
    expect(screen.getByRole("link", { name: "Send it again" })).toHaveAttribute("href", "/en/report/send");
  });

  it("leads to one's own place, which says that a report begun here has not been sent", async () => {
    await begun({ step: "story" });
    await signInByLink();
    expect(await screen.findByText("A report on this device has not been sent")).toBeVisible();
    expect(screen.getByRole("link", { name: "Go on and send it" })).toHaveAttribute(
      "href",
      "/en/report/story",
    );
  });

  it("says nothing of the kind where nothing was begun", async () => {
    await signInByLink();
    expect(await screen.findByText("You have not sent a report yet")).toBeVisible();
    expect(screen.queryByText("A report on this device has not been sent")).toBeNull();
  });
});

it("The way to sign in stays with what was typed while looking again fails", async () => {
  let fails = false;
  const calls = serve({
    "GET /api/sign-in": () =>
      fails ? { status: 400, body: { code: "core.invalid", detail: "Not now." } } : { body: NOBODY },
  });
  show(
    <SignedIn>
      <p>inside</p>
    </SignedIn>,
  );
  const box = await screen.findByRole("textbox");
  fireEvent.change(box, { target: { value: "a@example.org" } });
  fails = true;
  comeBack();
  await waitFor(() => expect(calls).toHaveLength(2));
  await act(() => new Promise((done) => setTimeout(done, 100)));
  expect(screen.getByRole("textbox")).toHaveValue("a@example.org");
  expect(screen.queryByText("Not now.")).toBeNull();
});

it("A page that waits for the code looks again when it is come back to", async () => {
  let who: object = NOBODY;
  serve({ "GET /api/sign-in": () => ({ body: who }) });
  show(
    <SignedIn>
      <p>inside</p>
    </SignedIn>,
  );
  expect(await screen.findByRole("button", { name: "Send the code" })).toBeVisible();
  who = SOMEBODY;
  comeBack();
  await waitFor(() => expect(screen.getByText("inside")).toBeVisible());
});
