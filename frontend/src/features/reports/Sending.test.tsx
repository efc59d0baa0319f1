import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { serve } from "~/testing/render";
import { answers, COMPANY, filled, open, serveNothing } from "~/testing/wizard";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";

describe("Sending from the wizard", () => {
  beforeEach(async () => {
    await forgetDraft(await loadDraft("en"));
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
    await userEvent.click(screen.getByRole("button", { name: "Remove the copy from this device" }));
    await waitFor(async () => expect((await loadDraft("en")).narrative).toBe(""));
  });

  it("does not call a report arrived because another copy of the draft had opened a case", async () => {
    let tries = 0;
    const calls = serve({
      ...answers,
      "POST /api/cases": () => {
        tries += 1;
        if (tries === 1) return { status: 422, body: { code: "core.idempotency_reused", detail: "Reused." } };
        return { status: 201, body: { reference: "EFGH", title: "Mine" } };
      },
      "POST /api/reports": { status: 201, body: { id: "r1", reference: "REF", case_reference: "EFGH" } },
    });
    const opening = { title: "Withdrawals stay in review", summary: "Nobody gets the money out." };
    await keepDraft({ ...filled(), choice: "open", opening });
    open("send");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText(/a case was already opened/)).toBeVisible();
    expect(screen.queryByText("This report has already been sent")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    expect(await screen.findByText("receipt")).toBeVisible();
    const keys = calls
      .filter((call) => call.path === "/api/cases" && call.method === "POST")
      .map((call) => call.headers.get("Idempotency-Key"));
    expect(new Set(keys).size).toBe(2);
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
