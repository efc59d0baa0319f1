import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { get } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { DraftProvider } from "./draft/DraftContext";
import { type Draft, emptyDraft } from "./draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";
import { isStep } from "./draft/steps";
import { SlotsProvider } from "./slots";
import { Wizard } from "./Wizard";

const ISSUES = {
  groups: [{ id: "funds", name: "Money" }],
  remedies: [],
  issues: [
    {
      id: "withdrawal_blocked",
      name: "Withdrawal blocked",
      description: "Stuck",
      group: "funds",
      urgent: false,
      case_allowed: true,
      asks_fee_question: true,
      first_actions: ["Ask support"],
    },
  ],
};
const COMPANY = {
  id: "11111111-1111-4111-8111-111111111111",
  slug: "kite",
  name: "Kite Pay",
  aliases: ["KP"],
};

function filled(): Draft {
  return {
    ...emptyDraft("en"),
    company: { id: COMPANY.id, name: COMPANY.name },
    issueId: "withdrawal_blocked",
    issueTraits: { asksFee: true, caseAllowed: true },
    feeDemanded: false,
    when: { precision: "unknown", day: "", month: "", text: "" },
    moneyKind: "licensed",
    narrative: "They kept my withdrawal in review for weeks.",
    choice: "none",
    consents: { sensitive: true, counting: true },
    seen: "counted",
  };
}

function Steps() {
  const { step } = useParams();
  return isStep(step) ? <Wizard step={step} /> : <p>{step}</p>;
}

const Open = ({ children }: { children: ReactNode }) => <>{children}</>;

function open(step: string) {
  show(
    <SlotsProvider value={{ SignedIn: Open }}>
      <DraftProvider lang="en">
        <Steps />
      </DraftProvider>
    </SlotsProvider>,
    `/en/report/${step}`,
    "/:lang/report/:step",
  );
}

const answers = {
  "GET /api/sign-in": { body: { signed_in: true } },
  "GET /api/reference/issues": { body: ISSUES },
  "GET /api/respondents": { body: [COMPANY] },
  "GET /api/consent-texts": {
    body: [
      { purpose: "sensitive_data", text: "Keep what I wrote" },
      { purpose: "counting", text: "Count me" },
    ],
  },
  "POST /api/suggestions": {
    body: {
      cases: [
        {
          reference: "ABCD",
          title: "Withdrawals stuck",
          lang: "en",
          respondent: { id: COMPANY.id, name: COMPANY.name },
          people: { state: "exact", value: 312, at_least: 312, as_of: "2026-11-01" },
          reasons: [{ code: "issue", params: {}, text: "same problem" }],
        },
      ],
    },
  },
};

function serveNothing() {
  vi.spyOn(window, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
}

describe("The report wizard", () => {
  beforeEach(async () => {
    await forgetDraft(await loadDraft("en"));
  });

  it("says what is missing, and goes on once it is answered", async () => {
    serve(answers);
    open("company");
    await userEvent.click(await screen.findByRole("button", { name: "Next" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Please choose a company");
    await userEvent.click(await screen.findByRole("radio", { name: /Kite Pay/ }));
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    expect(await screen.findByRole("heading", { name: "What went wrong?" })).toBeVisible();
    expect((await loadDraft("en")).company?.id).toBe(COMPANY.id);
  });

  it("asks about a fee first where money is held back, and warns at a yes", async () => {
    serve(answers);
    await keepDraft({ ...filled(), feeDemanded: null });
    open("issue");
    await userEvent.click(await screen.findByRole("radio", { name: /Withdrawal blocked/ }));
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    await userEvent.click(await screen.findByRole("radio", { name: /told to pay first/ }));
    expect(screen.getByText(/Stop paying now/)).toBeVisible();
    expect(screen.getByText(/There is no joint letter for this/)).toBeVisible();
  });

  it("shows fitting cases by POST only after the own words, and remembers that they were seen", async () => {
    const calls = serve(answers);
    await keepDraft(filled());
    open("match");
    await userEvent.click(await screen.findByRole("radio", { name: /Withdrawals stuck/ }));
    expect(screen.getByText(/312 people report the same/)).toBeVisible();
    const asked = calls.find((call) => call.path === "/api/suggestions");
    expect(asked?.method).toBe("POST");
    await waitFor(async () => expect((await loadDraft("en")).sawCases).toBe(true));
    expect((await loadDraft("en")).joining?.reference).toBe("ABCD");
  });

  it("goes on to the end without a connection once it was begun with one", async () => {
    const calls = serve(answers);
    open("when");
    await screen.findByRole("radio", { name: "I don't remember" });
    await waitFor(() =>
      expect(calls.map((call) => call.path).sort()).toEqual(["/api/consent-texts", "/api/reference/issues"]),
    );
    await waitFor(async () => expect(await get("reference", "consents.en")).toBeDefined());
    await waitFor(async () => expect(await get("reference", "issues.en")).toBeDefined());
    cleanup();
    serveNothing();
    open("issue");
    expect(await screen.findByRole("radio", { name: /Withdrawal blocked/ })).toBeVisible();
    cleanup();
    open("seen");
    expect(await screen.findByRole("checkbox", { name: "Count me" })).toBeVisible();
  });

  it("sends the same request again after a lost answer, with the same key and body", async () => {
    let tries = 0;
    const calls = serve({
      ...answers,
      "POST /api/reports": () => {
        tries += 1;
        if (tries === 1)
          return { status: 503, body: { code: "core.unavailable", detail: "Try again shortly." } };
        return { status: 201, body: { id: "r1", reference: "REF", case_title: "Stuck" } };
      },
    });
    await keepDraft(filled());
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    expect(await screen.findByText("receipt")).toBeVisible();
    const sent = calls.filter((call) => call.path === "/api/reports");
    expect(sent).toHaveLength(2);
    expect(sent[0]?.headers.get("Idempotency-Key")).toBe(sent[1]?.headers.get("Idempotency-Key"));
    expect(sent[0]?.body).toEqual(sent[1]?.body);
    expect((await loadDraft("en")).sent).toMatchObject({ reportReference: "REF", caseTitle: "Stuck" });
  });

  it("sends a report that joins a case to the case's company, and proposes none", async () => {
    const calls = serve({
      ...answers,
      "POST /api/reports": { status: 201, body: { id: "r1", reference: "REF", case_reference: "ABCD" } },
    });
    const joining = { reference: "ABCD", title: "Stuck", company: { id: COMPANY.id, name: COMPANY.name } };
    await keepDraft({ ...filled(), company: { id: null, name: "Kite wallet" }, choice: "join", joining });
    open("send");
    expect(await screen.findByText("Kite Pay")).toBeVisible();
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("receipt")).toBeVisible();
    expect(calls.filter((call) => call.method === "POST").map((call) => call.path)).toEqual(["/api/reports"]);
    expect(calls.find((call) => call.path === "/api/reports")?.body).toMatchObject({
      respondent_id: COMPANY.id,
      case_reference: "ABCD",
    });
  });

  it("lets nothing be changed while it is not known whether it arrived, and sends the same again after a reload", async () => {
    const calls = serve({
      ...answers,
      "POST /api/reports": { status: 201, body: { id: "r1", reference: "REF", case_reference: null } },
    });
    const first = { narrative: "as it was first sent" };
    await keepDraft({ ...filled(), outgoing: JSON.stringify(first) });
    open("story");
    expect(await screen.findByText("We do not know yet whether it arrived")).toBeVisible();
    expect(screen.getByRole("button", { name: "Back" })).toBeDisabled();
    await userEvent.click(await screen.findByRole("button", { name: "Send again" }));
    expect(await screen.findByText("receipt")).toBeVisible();
    expect(calls.find((call) => call.path === "/api/reports")?.body).toEqual(first);
  });

  it("keeps the request and its key when the sign-in ran out in between", async () => {
    serve({
      ...answers,
      "POST /api/reports": { status: 401, body: { code: "accounts.sign_in", detail: "Sign in." } },
    });
    const before = filled();
    await keepDraft(before);
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("Sign in.")).toBeVisible();
    const after = await loadDraft("en");
    expect(after.keys.report).toBe(before.keys.report);
    expect(after.outgoing).not.toBeNull();
  });

  it("locks nothing in while there is simply no connection", async () => {
    serve(answers);
    serveNothing();
    await keepDraft(filled());
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText(/No connection/)).toBeVisible();
    expect((await loadDraft("en")).outgoing).toBeNull();
  });

  it("says that the report was sent from the other browser the draft was carried to", async () => {
    serve({
      ...answers,
      "POST /api/reports": { status: 422, body: { code: "core.idempotency_reused", detail: "Reused." } },
    });
    const before = filled();
    await keepDraft(before);
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("This report has already been sent")).toBeVisible();
    expect((await loadDraft("en")).keys.report).toBe(before.keys.report);
  });

  it("forgets the words on this device once they are sent", async () => {
    serve({
      ...answers,
      "POST /api/reports": { status: 201, body: { id: "r1", reference: "REF", case_reference: null } },
    });
    await keepDraft(filled());
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("receipt")).toBeVisible();
    const after = await loadDraft("en");
    expect(after.narrative).toBe("");
    expect(JSON.stringify(after)).not.toContain("Kite Pay");
  });

  it("takes a new key once the server has refused, so that a mended report is another request", async () => {
    serve({
      ...answers,
      "POST /api/reports": { status: 422, body: { code: "reports.bad_date", detail: "That date." } },
    });
    const before = filled();
    await keepDraft(before);
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("That date.")).toBeVisible();
    const after = await loadDraft("en");
    expect(after.outgoing).toBeNull();
    expect(after.keys.report).not.toBe(before.keys.report);
  });

  it("sends nobody on whose question is still open", async () => {
    serve(answers);
    await keepDraft({ ...filled(), moneyKind: null });
    open("send");
    expect(await screen.findByText("One question is still open.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
  });
});
