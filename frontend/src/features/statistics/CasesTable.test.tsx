import { fireEvent, screen } from "@testing-library/react";
import { Link } from "react-router";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CasesTable } from "./CasesTable";

it("says why a case's date may be another than the total's", async () => {
  const people = { state: "band", value: null, at_least: 30, as_of: "2026-10-01" };
  const row = { case: "ABCD", title: "Stuck", respondent_names: { en: "Kite" }, issue: "x", people };
  serve({
    "GET /api/statistics/cases": { body: { items: [row], next_cursor: null } },
    "GET /api/reference/issues": { body: { issues: [] } },
    "GET /api/respondents": { body: [] },
  });
  show(<CasesTable />);
  expect(await screen.findByText("1 October 2026", {}, { timeout: 3000 })).toBeVisible();
  expect(screen.getByText(/keeps its date until then/)).toBeVisible();
});

describe("the table of cases", () => {
  const people = { state: "band", value: null, at_least: 30, as_of: "2026-10-01" };
  const row = {
    case: "ABCD",
    title: "Stuck",
    respondent: "kite",
    respondent_names: { en: "Kite" },
    issue: "topup_failed",
    people,
  };
  const around = {
    "GET /api/reference/issues": { body: { issues: [{ id: "topup_failed", name: "Top-up failed" }] } },
    "GET /api/respondents": { body: [] },
  };

  it("leads to the company of each case", async () => {
    serve({ ...around, "GET /api/statistics/cases": { body: { items: [row], next_cursor: null } } });
    show(<CasesTable />);
    expect(await screen.findByRole("link", { name: "Kite" })).toHaveAttribute("href", "/en/companies/kite");
  });

  it("shows one problem's cases when the address asks for it, says so, and leads back to all", async () => {
    const calls = serve({
      ...around,
      "GET /api/statistics/cases": { body: { items: [row], next_cursor: null } },
    });
    show(<CasesTable slug="kite" />, "/en/companies/kite?issue=topup_failed");
    expect(await screen.findByText("Only: Top-up failed")).toBeVisible();
    const asked = calls.find((call) => call.path.startsWith("/api/statistics/cases"));
    expect(asked?.path).toContain("issue=topup_failed");
    expect(asked?.path).toContain("respondent=kite");
    expect(screen.getByRole("link", { name: "All problems" })).toHaveAttribute(
      "href",
      "/en/companies/kite#cases",
    );
  });

  it("says that a problem has no case instead of vanishing", async () => {
    serve({ ...around, "GET /api/statistics/cases": { body: { items: [], next_cursor: null } } });
    show(<CasesTable />, "/en/statistics?issue=topup_failed");
    expect(await screen.findByRole("link", { name: "All problems" })).toBeVisible();
    expect(screen.getByText("Nothing found")).toBeVisible();
  });

  it("shows no row of another problem while the asked one's are not here", async () => {
    let answered: (said: { body: unknown }) => void = () => undefined;
    const late = new Promise<{ body: unknown }>((resolve) => {
      answered = resolve;
    });
    serve({
      ...around,
      "GET /api/statistics/cases": (call) =>
        call.path.includes("issue=") ? late : { body: { items: [row], next_cursor: "more" } },
    });
    show([
      <CasesTable key="table" />,
      <Link key="to" to="/en/statistics?issue=topup_failed">
        One
      </Link>,
    ]);
    expect(await screen.findByText("Stuck")).toBeVisible();
    fireEvent.click(screen.getByRole("link", { name: "One" }));
    expect(await screen.findByText("Only: Top-up failed")).toBeVisible();
    expect(screen.queryByText("Stuck")).toBeNull();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
    expect(screen.getByText("Loading")).toBeInTheDocument();
    answered({ body: { items: [{ ...row, title: "Failed" }], next_cursor: null } });
    expect(await screen.findByText("Failed")).toBeVisible();
  });
});
