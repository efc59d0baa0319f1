import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Toasts } from "~/components/Toast";
import { serve, show } from "~/testing/render";
import { LetterDesk } from "./LetterDesk";

const AT = "/api/cases/ABC/letters/L1";
const desk = {
  objecting: 0,
  stepped_out: 0,
  unanswered: 0,
  current: true,
  findings: [],
  notes: [],
  plan: null,
};
const letter = (approving: number) => ({
  reference: "L1",
  title: "To the company",
  recipient: "Complaints desk",
  state: "ready",
  version: 1,
  body: { title: "To the company", frame: {}, sections: [], facts: [], figures: [] },
  lang: "en",
  people: null,
  sealed_at: null,
  sealable_from: "2026-11-02T08:00:00Z",
  closing_on: "2026-11-01",
  desk: { ...desk, approving },
});

it("seals only after it has said how many approve at that moment", async () => {
  let now = 3;
  let down = false;
  const calls = serve({
    [`GET ${AT}`]: () =>
      down ? { status: 503, body: { code: "x", detail: "Not now." } } : { body: letter(now) },
  });
  show(<LetterDesk reference="ABC" />, "/en/L1", "/:lang/:letter");
  const open = await screen.findByRole("button", { name: "Seal the letter" });
  now = 2;
  down = true;
  fireEvent.click(open);
  const dialog = await screen.findByRole("dialog");
  const seal = within(dialog).getByRole("button", { name: "Seal the letter" });
  expect(seal).toBeDisabled();
  expect(dialog).not.toHaveTextContent("exactly those who approve now: 3");
  expect(await within(dialog).findByText("Not now.")).toBeVisible();
  expect(seal).toBeDisabled();
  down = false;
  fireEvent.click(within(dialog).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(dialog).toHaveTextContent("exactly those who approve now: 2."));
  expect(seal).toBeEnabled();
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
});

it("says that it is sealed, and stands on the heading of what comes next", async () => {
  let state = "ready";
  serve({
    [`GET ${AT}`]: () => ({ body: { ...letter(3), state } }),
    [`POST ${AT}/seal`]: () => {
      state = "sealed";
      return { body: letter(3) };
    },
  });
  show([<LetterDesk key="desk" reference="ABC" />, <Toasts key="toasts" />], "/en/L1", "/:lang/:letter");
  fireEvent.click(await screen.findByRole("button", { name: "Seal the letter" }));
  const seal = within(await screen.findByRole("dialog")).getByRole("button", { name: "Seal the letter" });
  await waitFor(() => expect(seal).toBeEnabled());
  fireEvent.click(seal);
  expect(await screen.findByText("The letter is sealed.")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("heading", { name: "Next step" })).toHaveFocus());
});
