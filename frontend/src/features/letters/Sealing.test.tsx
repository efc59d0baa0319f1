import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Toasts } from "~/components/Toast";
import { READY_LETTER } from "~/testing/letter";
import { serve, show } from "~/testing/render";
import { LetterDesk } from "./LetterDesk";

const AT = "/api/cases/ABC/letters/L1";
const letter = (approving: number) => ({ ...READY_LETTER, desk: { ...READY_LETTER.desk, approving } });

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
