import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Offers } from "./Offers";

const OFFER = {
  reference: "O1",
  filing: "F1",
  terms: "Eighty per cent of the fee, no liability admitted.",
  amount_minor: 8000,
  currency: "CNY",
  lang: "en",
  recorded_on: "2026-11-02",
  answer_by: "2026-11-09",
  open: true,
  may_answer: true,
  my_answer: null,
  figures: null,
};

it("asks a member for their own answer and shows no number", async () => {
  const calls = serve({
    "GET /api/cases/ABC/offers": { body: [OFFER] },
    "PUT /api/cases/ABC/offers/O1/answer": { body: { done: true } },
  });
  show(<Offers reference="ABC" />);
  const decline = await screen.findByRole("radio", { name: "I decline" }, { timeout: 10_000 });
  fireEvent.click(decline);
  fireEvent.click(screen.getByRole("button", { name: "Answer" }));
  await waitFor(() => expect(calls.find((one) => one.method === "PUT")?.body).toEqual({ answer: "decline" }));
  expect(screen.queryByText(/organizers only/)).toBeNull();
});

it("lets an organizer who is a member answer too, and says when offers could not be read", async () => {
  let down = true;
  const figures = { accept: 3, decline: 1, undecided: 0 };
  serve({
    "GET /api/cases/ABC/offers": () =>
      down ? { status: 503, body: { code: "x", detail: "Not now." } } : { body: [{ ...OFFER, figures }] },
  });
  show(<Offers reference="ABC" />);
  const retry = await screen.findByRole("button", { name: "Try again" });
  down = false;
  fireEvent.click(retry);
  expect(await screen.findByRole("button", { name: "Answer" })).toBeVisible();
  expect(screen.getByText(/organizers only/)).toBeVisible();
});

it("lets organizers take an offer back while it stands", async () => {
  const figures = { accept: 0, decline: 0, undecided: 0 };
  let body: unknown[] = [
    { ...OFFER, figures },
    { ...OFFER, figures, reference: "O2", open: false },
  ];
  const calls = serve({
    "GET /api/cases/ABC/offers": () => ({ body }),
    "POST /api/cases/ABC/offers/O1/withdrawal": () => {
      body = [];
      return { body: { done: true } };
    },
  });
  show(<Offers reference="ABC" />);
  fireEvent.click(await screen.findByRole("button", { name: "Take back" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
  await waitFor(() => expect(screen.queryByText(/no liability admitted/)).toBeNull());
  expect(calls.filter((one) => one.method === "POST")).toHaveLength(1);
});

it("takes whoever was led to it there, when it is here", async () => {
  serve({ "GET /api/cases/ABC/offers": { body: [OFFER] } });
  show(<Offers reference="ABC" />, "/en/cases/ABC#offers");
  await waitFor(() => expect(screen.getByRole("heading", { level: 2 })).toHaveFocus());
});

it("takes nobody else there", async () => {
  serve({ "GET /api/cases/ABC/offers": { body: [OFFER] } });
  show(<Offers reference="ABC" />, "/en/cases/ABC#filings");
  expect(await screen.findByRole("heading", { level: 2 })).not.toHaveFocus();
  expect(document.body).toHaveFocus();
});
