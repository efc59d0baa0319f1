import { useQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { answer, api } from "~/api/client";
import { serve, show } from "~/testing/render";
import { Outcomes } from "./Outcomes";
import { ProposeOutcome } from "./ProposeOutcome";

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

it("says that the members are being asked, and asks them once", async () => {
  const calls = serve({ [`POST ${AT}`]: { status: 201, body: OUTCOME } });
  show(<ProposeOutcome reference="ABC" />);
  fireEvent.click(await screen.findByText("Ask members how it ended"));
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type("In words", "The money came back.");
  type("Answer until", "2026-12-01");
  const ask = screen.getByRole("button", { name: "Ask the members" });
  fireEvent.click(ask);
  expect(await screen.findByText(/The members are being asked/)).toBeVisible();
  expect(screen.getByLabelText("In words")).toHaveValue("");
  expect(ask).toBeDisabled();
  expect(calls).toHaveLength(1);
});
