import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Emerging } from "./Emerging";

const PATTERN = {
  pattern: "P1",
  respondent: "skylark",
  respondent_names: { en: "Skylark", zh: "云雀" },
  issue: "topup_failed",
  label: ["冻结", "登录"],
  size: { state: "band", value: null, at_least: 20, as_of: "2026-11-02" },
  trend: "rising",
  number: 2,
  estimated_by: "machine",
};
const AROUND = {
  "GET /api/reference/issues": { body: { issues: [{ id: "topup_failed", name: "Top-up failed" }] } },
  "GET /api/respondents": { body: [] },
};

it("says what others report in a band and reviewed words, and leads to telling about exactly this", async () => {
  serve({ ...AROUND, "GET /api/statistics/patterns": { body: { items: [PATTERN], next_cursor: null } } });
  show(<Emerging />);
  expect(await screen.findByText("at least 20 people")).toBeVisible();
  expect(await screen.findByRole("heading", { name: "Top-up failed" })).toBeVisible();
  expect(screen.getByText("rising")).toBeVisible();
  expect(screen.getByRole("link", { name: "Skylark" })).toHaveAttribute("href", "/en/companies/skylark");
  expect(screen.getByText(/never part of a count/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Tell what happened to you" })).toHaveAttribute(
    "href",
    "/en/report?company=skylark&issue=topup_failed",
  );
});

it("takes no room where nothing is shown", async () => {
  const calls = serve({
    ...AROUND,
    "GET /api/statistics/patterns": { body: { items: [], next_cursor: null } },
  });
  const { container } = show(<Emerging slug="skylark" />);
  await expect.poll(() => calls.length).toBeGreaterThan(0);
  expect(container.querySelector("section")).toBeNull();
});
