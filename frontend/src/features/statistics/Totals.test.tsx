import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Totals } from "./Totals";

const AROUND = {
  "GET /api/reference/issues": { body: { issues: [{ id: "topup_failed", name: "Top-up failed" }] } },
  "GET /api/respondents": { body: [{ slug: "kite", name: "Kite" }] },
  "GET /api/statistics/filings": { body: [] },
};
const RELEASE = {
  number: 1,
  as_of: "2026-10-01",
  cases: [],
  lines: { people: { at_least: 30 }, evidence_checked: { at_least: 0 } },
  respondents: [{ respondent: "kite", people_at_least: 30 }],
  issues: [{ issue: "topup_failed", people_at_least: 30 }],
  breakdowns: { area: [], month: [], amount: [] },
};
const HREFS = (name: string) =>
  screen.getAllByRole("link", { name, hidden: true }).map((link) => link.getAttribute("href"));

describe("the sums", () => {
  it("lead from a company to its page and from a problem to its cases", async () => {
    serve({ ...AROUND, "GET /api/statistics": { body: { release: RELEASE, caveat: "", history: [] } } });
    show(<Totals />);
    await waitFor(() => expect(HREFS("Kite")).toHaveLength(2), { timeout: 5000 });
    expect(new Set(HREFS("Kite"))).toEqual(new Set(["/en/companies/kite"]));
    expect(new Set(HREFS("Top-up failed"))).toEqual(new Set(["/en/statistics?issue=topup_failed#cases"]));
  });

  it("name a company that is not among the first hundred of the list", async () => {
    const first = Array.from({ length: 100 }, (_, at) => ({ slug: `many-${at}`, name: `Many ${at}` }));
    serve({
      ...AROUND,
      "GET /api/respondents": ({ path }) => ({
        body: path.includes("offset=100") ? [{ slug: "kite", name: "Kite" }] : first,
      }),
      "GET /api/statistics": { body: { release: RELEASE, caveat: "", history: [] } },
    });
    show(<Totals />);
    await waitFor(() => expect(HREFS("Kite")).toHaveLength(2), { timeout: 5000 });
  });

  it("of one company lead to its own cases about a problem, and do not list the company itself", async () => {
    const body = { release: RELEASE, caveat: "", history: [], respondent_names: { en: "Kite" } };
    serve({ ...AROUND, "GET /api/statistics/respondents/kite": { body } });
    show(<Totals slug="kite" />);
    await waitFor(() => expect(HREFS("Top-up failed")).toHaveLength(2), { timeout: 5000 });
    expect(new Set(HREFS("Top-up failed"))).toEqual(new Set(["/en/companies/kite?issue=topup_failed#cases"]));
    expect(screen.queryByRole("link", { name: "Kite", hidden: true })).toBeNull();
  });

  it("say at which state the letters stand before there is a release, too", async () => {
    serve({
      ...AROUND,
      "GET /api/statistics/filings": { body: [{ state: "overdue", filings: 2 }] },
      "GET /api/statistics/respondents/kite": { body: { release: null, caveat: "", history: [] } },
    });
    show(<Totals slug="kite" />);
    expect(await screen.findByText("Nothing has been released yet")).toBeVisible();
    expect(await screen.findByRole("heading", { name: "Letters by state of filing" })).toBeVisible();
  });

  it("say that the states of the letters could not be read, and let one try again", async () => {
    serve({
      ...AROUND,
      "GET /api/statistics/filings": { status: 503, body: { code: "core.unavailable", detail: "Later." } },
      "GET /api/statistics": { body: { release: null, caveat: "", history: [] } },
    });
    show(<Totals />);
    expect(await screen.findByRole("alert")).toHaveTextContent("Later.");
    serve({ ...AROUND, "GET /api/statistics/filings": { body: [] } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "Letters by state of filing" })).toBeVisible();
  });
});
