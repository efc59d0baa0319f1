import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Component } from "./ReleasePage";

const line = { state: "exact", value: 30, at_least: 30, as_of: "2026-11-01" };
const LINES = [
  "people",
  "evidence_checked",
  "set_aside",
  "named",
  "incidents",
  "withdrawn",
  "rejected",
  "repeated",
];
const none = { area: [], month: [], amount: [], issue: [] };
const head = { number: 5, as_of: "2026-11-01", checked_by: "organizers", received: { at_least: 40 } };
const names = {
  "GET /api/reference/issues": { body: { issues: [{ id: "fees", name: "Fees" }] } },
  "GET /api/respondents": { body: [{ slug: "kite", name: "Kite Pay" }] },
};

const open = (pattern: string, address: string) => show(<Component />, address, `/:lang${pattern}/:number`);

it("A case's cited release says whose number it is, in its heading and on its tab", async () => {
  const numbers = {
    case: "ABCD",
    title: "Stuck withdrawals",
    lang: "en",
    respondent: "kite",
    respondent_names: { en: "Kite Pay" },
    people: line,
    evidence_checked: line,
  };
  const lines = Object.fromEntries(LINES.map((name) => [name, line]));
  const breakdowns = { ...none, area: [{ cell: "ID-JK", value: 12, as_of: "2026-11-01" }] };
  const release = { ...head, lines, breakdowns, not_shown: {} };
  serve({
    ...names,
    "GET /api/statistics/cases/ABCD": {
      body: { numbers, caveat: "", history: [], steps: [], release: null },
    },
    "GET /api/public/v1/cases/ABCD/releases/5": { body: { release, caveat: "" } },
  });
  open("/cases/:reference/releases", "/en/cases/ABCD/releases/5");
  expect(
    await screen.findByRole("heading", { level: 1, name: "Stuck withdrawals · Release 5" }),
  ).toBeVisible();
  await waitFor(() => expect(document.title).toBe("Stuck withdrawals · Release 5 · Joinder"));
  expect(screen.getByRole("link", { name: "Kite Pay" })).toHaveAttribute("href", "/en/companies/kite");
});

it.each([
  ["/companies/kite", "/companies/:slug", "respondents/kite", "Kite Pay · Release 5"],
  ["/statistics", "/statistics", "home", "Public numbers · Release 5"],
])(
  "The release of sums at %s says whose it is, and all that it holds",
  async (page, pattern, api, heading) => {
    const lines = Object.fromEntries(LINES.map((name) => [name, { at_least: 30 }]));
    const issues = [{ issue: "fees", people_at_least: 30 }];
    const respondents = api === "home" ? [{ respondent: "kite", people_at_least: 30 }] : [];
    const release = { ...head, lines, issues, respondents, breakdowns: none, cases: [] };
    serve({
      ...names,
      "GET /api/respondents/kite": { body: { slug: "kite", name: "Kite Pay", aliases: [] } },
      [`GET /api/public/v1/${api}/releases/5`]: { body: { release, caveat: "" } },
    });
    open(`${pattern}/releases`, `/en${page}/releases/5`);
    expect(await screen.findByRole("heading", { level: 1, name: heading })).toBeVisible();
    expect((await screen.findAllByText("By problem")).length).toBeGreaterThan(0);
    expect(screen.queryAllByText("By company").length > 0).toBe(api === "home");
  },
);
