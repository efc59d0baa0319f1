import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Compare } from "./Compare";

const DOWN = { status: 503, body: { code: "x", detail: "Try again shortly." } };
const NONE = "Nothing has been released yet";

describe("A comparison", () => {
  it.each([
    ["companies", "kite", "GET /api/statistics/respondents/kite"],
    ["cases", "ABCD", "GET /api/statistics/cases/ABCD"],
  ])("of %s tells a failed connection as such, and tries again", async (what, one, path) => {
    serve({
      "GET /api/respondents": { body: [] },
      "GET /api/statistics/cases": { body: { items: [] } },
      [path]: DOWN,
    });
    show(<Compare />, `/en/compare?what=${what}&a=${one}`);
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    expect(screen.queryByText(NONE)).toBeNull();
    expect(screen.getByRole("button", { name: "Try again" })).toBeEnabled();
  });

  it("says that no number is published yet where that is the answer", async () => {
    const answer = { release: null, history: [], caveat: "" };
    serve({ "GET /api/respondents": DOWN, "GET /api/statistics/respondents/kite": { body: answer } });
    show(<Compare />, "/en/compare?a=kite");
    expect(await screen.findByText(NONE)).toBeVisible();
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  });

  it("of cases beyond the first page names them, beside the list and in it", async () => {
    const people = { state: "exact", value: 30, at_least: 30, as_of: "2026-11-01" };
    const numbers = {
      case: "FARR",
      title: "Far down the list",
      lang: "en",
      people,
      evidence_checked: people,
    };
    serve({
      "GET /api/respondents": { body: [] },
      "GET /api/statistics/cases": { body: { items: [{ case: "ABCD", title: "At the top" }] } },
      "GET /api/statistics/cases/FARR": { body: { numbers, caveat: "", history: [], release: null } },
    });
    show(<Compare />, "/en/compare?what=cases&a=FARR");
    expect(await screen.findByRole("heading", { name: "Far down the list" })).toBeVisible();
    const first = screen.getAllByRole("combobox")[0] as HTMLSelectElement;
    await waitFor(() => expect(first).toHaveDisplayValue("Far down the list"));
  });

  it("of a case without a release says no date", async () => {
    const people = { state: "withheld", value: null, at_least: null, as_of: null };
    const numbers = { case: "NEWW", title: "New", lang: "en", people, evidence_checked: people };
    serve({
      "GET /api/respondents": { body: [] },
      "GET /api/statistics/cases": { body: { items: [{ case: "NEWW", title: "New" }] } },
      "GET /api/statistics/cases/NEWW": { body: { numbers, caveat: "", history: [], release: null } },
    });
    show(<Compare />, "/en/compare?what=cases&a=NEWW");
    expect(await screen.findByRole("heading", { name: "New" })).toBeVisible();
    expect(screen.queryByText(/^As of/)).toBeNull();
  });
});
