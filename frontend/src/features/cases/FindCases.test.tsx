import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Link, useLocation } from "react-router";
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

it("shows no case of the search before under what is asked now", async () => {
  const row = { reference: "AAA", title: "Frozen at Other", lang: "en", respondent: { name: "Other" } };
  let answered: (said: { body: unknown }) => void = () => undefined;
  const late = new Promise<{ body: unknown }>((resolve) => {
    answered = resolve;
  });
  serve({
    "GET /api/cases": async (call) =>
      call.path.includes("respondent=kite") ? late : { body: { items: [row], next_cursor: "more" } },
    "GET /api/respondents/kite": { body: { slug: "kite", name: "Kite", aliases: [] } },
  });
  show(
    [
      <FindCases key="find" />,
      <Link key="to" to="/en/cases?company=kite">
        Kite's
      </Link>,
    ],
    "/en/cases",
  );
  expect(await screen.findByText("Frozen at Other")).toBeVisible();
  await userEvent.click(screen.getByRole("link", { name: "Kite's" }));
  expect(await screen.findByText("Only: Kite")).toBeVisible();
  expect(screen.queryByText("Frozen at Other")).toBeNull();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  expect(screen.getByText("Loading")).toBeInTheDocument();
  answered({ body: { items: [], next_cursor: null } });
  expect(await screen.findByText("Nothing found")).toBeVisible();
});
