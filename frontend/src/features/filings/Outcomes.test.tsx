import { useQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { answer, api } from "~/api/client";
import { inDays } from "~/lib/dates";
import { serve, show } from "~/testing/render";
import { Outcomes } from "./Outcomes";
import { ProposeOutcome } from "./ProposeOutcome";
import type { FilingRead } from "./queries";

const AT = "/api/cases/ABC/outcomes";
const OUTCOME = {
  reference: "U1",
  kind: "solved",
  summary: "The money came back.",
  lang: "en",
  closes_on: "2026-12-01",
  open: true,
  may_answer: true,
  withdrawn: false,
  my_answer: null,
  figures: null,
};

/** What waits for the person, asked as their own page asks it. */
function Waiting() {
  useQuery({ queryKey: ["me", "waiting"], queryFn: () => answer(api.GET("/api/me/waiting")) });
  return null;
}

it("takes an answered outcome off what waits for the person", async () => {
  const calls = serve({
    [`GET ${AT}`]: { body: [{ ...OUTCOME, figures: { confirmed: 1, unsolved: 0, not_answered: 2 } }] },
    "GET /api/me/waiting": { body: [] },
    [`PUT ${AT}/U1/answer`]: { body: { done: true } },
  });
  show(
    <>
      <Outcomes reference="ABC" />
      <Waiting />
    </>,
  );
  const asked = () => calls.filter((one) => one.path === "/api/me/waiting").length;
  await waitFor(() => expect(asked()).toBe(1));
  fireEvent.click(await screen.findByRole("button", { name: "Yes, mine is solved" }));
  await waitFor(() => expect(asked()).toBe(2));
});

const filing = (reference: string, filed_on: string | null) =>
  ({ reference, filed_on, channel_name: `Way ${reference}` }) as FilingRead;

it("asks once, about the filing that was sent last unless another is chosen", async () => {
  const calls = serve({ [`POST ${AT}`]: { status: 201, body: OUTCOME } });
  const filings = [filing("F1", "2026-10-01"), filing("F2", "2026-11-01"), filing("F3", null)];
  show(<ProposeOutcome reference="ABC" filings={filings} />);
  fireEvent.click(await screen.findByText("Ask members how it ended"));
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const about = screen.getByLabelText("About which filing");
  expect([...about.querySelectorAll("option")].map((one) => one.value)).toEqual(["F2", "F1"]);
  type("How it seems", "no_reply");
  type("In words", "Nothing came.");
  const ask = screen.getByRole("button", { name: "Ask the members" });
  type("Answer until", inDays(2));
  expect(screen.getByText("Choose a day from 3 to 60 days from now.")).toBeVisible();
  expect(ask).toBeDisabled();
  type("Answer until", inDays(3));
  expect(screen.queryByText(/Choose a day/)).toBeNull();
  fireEvent.click(ask);
  expect(await screen.findByText(/The members are being asked/)).toBeVisible();
  expect(screen.getByLabelText("In words")).toHaveValue("");
  expect(ask).toBeDisabled();
  expect(calls.map((one) => one.body)).toMatchObject([{ kind: "no_reply", filing: "F2" }]);
  type("About which filing", "F1");
  type("In words", "Nothing came there either.");
  fireEvent.click(ask);
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]?.body).toMatchObject({ filing: "F1" });
});

it("asks about the whole matter where nothing was sent", async () => {
  const calls = serve({ [`POST ${AT}`]: { status: 201, body: OUTCOME } });
  show(<ProposeOutcome reference="ABC" filings={[filing("F3", null)]} />);
  fireEvent.click(await screen.findByText("Ask members how it ended"));
  expect(screen.queryByLabelText("About which filing")).toBeNull();
  fireEvent.change(screen.getByLabelText("In words"), { target: { value: "Paid." } });
  fireEvent.change(screen.getByLabelText("Answer until"), { target: { value: inDays(7) } });
  fireEvent.click(screen.getByRole("button", { name: "Ask the members" }));
  await waitFor(() => expect(calls.map((one) => one.body)).toMatchObject([{ filing: null }]));
});

it("lets organizers take a question back after being asked, and nobody else", async () => {
  const figures = { confirmed: 0, unsolved: 0, not_answered: 2 };
  let body: unknown[] = [{ ...OUTCOME, figures }];
  const calls = serve({
    [`GET ${AT}`]: () => ({ body }),
    [`POST ${AT}/U1/withdrawal`]: () => {
      body = [{ ...OUTCOME, figures, withdrawn: true }];
      return { body: { done: true } };
    },
  });
  show(<Outcomes reference="ABC" />);
  fireEvent.click(await screen.findByRole("button", { name: "Take back" }));
  expect(calls.filter((one) => one.method === "POST")).toHaveLength(0);
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
  await waitFor(() => expect(screen.queryByText("The money came back.")).toBeNull());
  body = [OUTCOME];
  show(<Outcomes reference="ABC" />);
  expect(await screen.findByText("The money came back.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Take back" })).toBeNull();
});
