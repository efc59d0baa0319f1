import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useLocation } from "react-router";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { FindCases } from "./FindCases";

function Where() {
  return <output>{useLocation().search}</output>;
}

it("keeps the company that the address asks for, says which, and lets one drop it", async () => {
  const calls = serve({
    "GET /api/cases": { body: { items: [], next_cursor: null } },
    "GET /api/respondents/kite": { body: { slug: "kite", name: "Kite", aliases: [] } },
  });
  show([<FindCases key="find" />, <Where key="where" />], "/en/cases?company=kite");
  expect(await screen.findByText("Only: Kite", {}, { timeout: 3000 })).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox"), "frozen{Enter}");
  expect(await screen.findByText("?q=frozen&company=kite")).toBeVisible();
  await waitFor(() => expect(calls.at(-1)?.path).toContain("respondent=kite"));
  expect(calls.at(-1)?.path).toContain("q=frozen");
  await userEvent.click(screen.getByRole("link", { name: "All companies" }));
  expect(await screen.findByText("?q=frozen")).toBeVisible();
  expect(screen.queryByText("Only: Kite")).toBeNull();
});
