import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { get } from "~/lib/vault";
import { serve } from "~/testing/render";
import { answers, COMPANY, filled, open, serveNothing } from "~/testing/wizard";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";

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
});
