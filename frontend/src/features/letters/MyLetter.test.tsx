import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyLetter } from "./MyLetter";

function letter(own: object) {
  return {
    reference: "LETTER01",
    state: "shown",
    recipient: "Skylark",
    closing_on: "2026-11-20",
    sealable_from: "2026-11-30T00:00:00Z",
    sealed_at: null,
    version: 1,
    lang: "en",
    body: { title: "T", frame: {}, sections: [], facts: [], figures: [] },
    own: { decision: "approve", fields: [], may_decide: false, may_step_out: true, changes: null, ...own },
  };
}

it("asks before an approval is taken back, says whether that is final, and then says that it is done", async () => {
  let taken = false;
  const calls = serve({
    "GET /api/cases/ABC/letters/LETTER01": () => ({
      body: letter(taken ? { decision: "withdrawn", may_step_out: false } : {}),
    }),
    "POST /api/cases/ABC/letters/LETTER01/step-out": () => {
      taken = true;
      return { body: letter({}) };
    },
  });
  show(<MyLetter reference="ABC" letter="LETTER01" />);
  fireEvent.click(await screen.findByRole("button", { name: "Take back my approval" }, { timeout: 10_000 }));
  const dialog = await screen.findByRole("dialog", { name: "Take back your approval?" });
  expect(dialog).toHaveTextContent("This is final");
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  fireEvent.click(within(dialog).getByRole("button", { name: "Yes, take it back" }));
  expect(await screen.findByText("You stepped out")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Take back my approval" })).toBeNull();
  cleanup();
  serve({ "GET /api/cases/ABC/letters/LETTER01": { body: letter({ may_decide: true }) } });
  show(<MyLetter reference="ABC" letter="LETTER01" />);
  fireEvent.click(await screen.findByRole("button", { name: "Take back my approval" }));
  await waitFor(() => expect(screen.getByRole("dialog")).toHaveTextContent("you can still approve it again"));
});

it("says to whoever does not count now why there is nothing to decide", async () => {
  const own = { decision: null, may_step_out: false };
  serve({ "GET /api/cases/ABC/letters/LETTER01": { body: { ...letter(own), state: "open" } } });
  show(<MyLetter reference="ABC" letter="LETTER01" />);
  expect(await screen.findByText(/You have no counted report in this case/)).toBeVisible();
  expect(screen.queryByText("This version is no longer open.")).toBeNull();
});
