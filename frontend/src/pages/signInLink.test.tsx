import { configure, fireEvent, screen, waitFor } from "@testing-library/react";
import { useParams } from "react-router";
import { beforeEach, describe, expect, it } from "vitest";
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

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

describe("The link of the code message", () => {
  it("leads back to the sending of the report that waits for it on this device", async () => {
    await begun({ step: "send" });
    await signInByLink();
    expect(await screen.findByText("at report/send")).toBeVisible();
  });

  it("leads to one's own place, which says that a report begun here has not been sent", async () => {
    await begun({ step: "story" });
    await signInByLink();
    expect(await screen.findByText("Your report has not been sent")).toBeVisible();
    expect(screen.getByRole("link", { name: "Go on and send it" })).toHaveAttribute(
      "href",
      "/en/report/story",
    );
  });

  it("says nothing of the kind where nothing was begun", async () => {
    await signInByLink();
    expect(await screen.findByText("You have not sent a report yet")).toBeVisible();
    expect(screen.queryByText("Your report has not been sent")).toBeNull();
  });
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
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new Event("visibilitychange"));
  await waitFor(() => expect(screen.getByText("inside")).toBeVisible());
});
