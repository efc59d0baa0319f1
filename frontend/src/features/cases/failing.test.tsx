import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useNavigate } from "react-router";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CaseReplies } from "./CaseReplies";
import { CaseTimeline } from "./CaseTimeline";
import { FindCases } from "./FindCases";

const DOWN = { status: 503, body: { code: "x", detail: "Try again shortly." } };

it.each([
  ["replies", <CaseReplies key="r" reference="ABCD" />, []],
  ["timeline", <CaseTimeline key="t" reference="ABCD" />, { items: [], next_cursor: null }],
])(
  "A case page's %s that did not come are told as such, and asked for again",
  async (part, shown, answer) => {
    serve({ [`GET /api/cases/ABCD/${part}`]: DOWN });
    show(shown);
    expect(await screen.findByText("Try again shortly.", {}, { timeout: 3000 })).toBeVisible();
    serve({ [`GET /api/cases/ABCD/${part}`]: { body: answer } });
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText("Try again shortly.")).toBeNull());
  },
);

it("A timeline whose next page did not come says so below what is there", async () => {
  const one = { kind: "case.open", on: "2026-10-01", params: {} };
  serve({
    "GET /api/cases/ABCD/timeline": ({ path }) =>
      path.includes("cursor") ? DOWN : { body: { items: [one], next_cursor: "next" } },
  });
  show(<CaseTimeline reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Earlier entries" }, { timeout: 3000 }));
  expect(await screen.findByText("Try again shortly.")).toBeVisible();
  expect(screen.getByText("1 October 2026")).toBeVisible();
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});

function Elsewhere() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => navigate("?q=frozen")}>
      Other words
    </button>
  );
}

it("The search field holds the words that the address asks for", async () => {
  serve({ "GET /api/cases": { body: { items: [], next_cursor: null } } });
  show(
    <>
      <Elsewhere />
      <FindCases />
    </>,
    "/en/cases?q=stuck",
  );
  const field = await screen.findByRole("searchbox", {}, { timeout: 3000 });
  expect(field).toHaveValue("stuck");
  fireEvent.click(screen.getByRole("button", { name: "Other words" }));
  await waitFor(() => expect(field).toHaveValue("frozen"));
  fireEvent.change(field, { target: { value: "frozen now" } });
  expect(field).toHaveValue("frozen now");
});
