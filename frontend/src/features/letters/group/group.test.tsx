import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { GroupDesk } from "./GroupDesk";
import { FromOrganizer } from "./Said";

const AT = "/api/cases/ABC";
const POLL = {
  reference: "P1",
  question: "Send it to the company first?",
  choices: ["Yes", "No"],
  lang: "en",
  asked_at: "2026-11-02T02:00:00Z",
  closes_at: "2026-11-05T02:00:00Z",
  open: true,
  may_answer: true,
  my_choice: null,
  live: null,
  printed: null,
};
const page = (...items: unknown[]) => ({ body: { items, next_cursor: null } });

it("lets a member answer, without a number before it closes", async () => {
  const calls = serve({
    [`GET ${AT}/polls`]: page(POLL),
    [`GET ${AT}/announcements`]: page(),
    [`PUT ${AT}/polls/P1/answer`]: { body: { done: true } },
  });
  show(<FromOrganizer reference="ABC" />);
  const send = await screen.findByRole("button", { name: "Answer" });
  expect(send).toBeDisabled();
  fireEvent.click(screen.getByRole("radio", { name: "No" }));
  fireEvent.click(send);
  await waitFor(() => expect(calls.find((one) => one.method === "PUT")?.body).toEqual({ choice: 1 }));
  expect(screen.queryByText(/for organizers only/)).toBeNull();
});

it("shows printed numbers after closing and says where too few stand behind a choice", async () => {
  const closed = { ...POLL, open: false, may_answer: false, my_choice: 0, printed: [20, null] };
  serve({ [`GET ${AT}/polls`]: page(closed), [`GET ${AT}/announcements`]: page() });
  show(<FromOrganizer reference="ABC" />);
  expect(await screen.findByText("at least 20")).toBeVisible();
  expect(screen.getByText("too few to show")).toBeVisible();
  expect(screen.getByText("You chose: Yes")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Answer|Change/ })).toBeNull();
});

it("asks only what is whole and keeps the words when it is refused", async () => {
  const calls = serve({
    [`GET ${AT}/polls`]: page({ ...POLL, live: [3, 1] }),
    [`GET ${AT}/announcements`]: page(),
    [`POST ${AT}/polls`]: {
      status: 422,
      body: { code: "letters.poll_same_choices", detail: "Two read the same." },
    },
  });
  show(<GroupDesk reference="ABC" />);
  const ask = await screen.findByRole("button", { name: "Ask the members" });
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type("Question", "Friday?");
  type("Choice 1", "Yes");
  expect(ask).toBeDisabled();
  type("Choice 2", "yes");
  type("Closes at", "2026-11-05T10:00");
  fireEvent.click(ask);
  expect(await screen.findByText("Two read the same.")).toBeVisible();
  expect(screen.getByLabelText("Question")).toHaveValue("Friday?");
  const sent = calls.find((one) => one.method === "POST")?.body as { closes_at: string };
  expect(sent.closes_at).toBe(new Date("2026-11-05T10:00").toISOString());
  expect(await screen.findByText(/for organizers only/)).toBeVisible();
});

it("announces once though the answer was lost, and anew only with other words", async () => {
  let lost = true;
  const calls = serve({
    [`GET ${AT}/polls`]: page(),
    [`GET ${AT}/announcements`]: page(),
    [`POST ${AT}/announcements`]: () => (lost ? { status: 503, body: {} } : { status: 201, body: {} }),
  });
  show(<GroupDesk reference="ABC" />);
  const send = await screen.findByRole("button", { name: "Announce" });
  const sent = () => calls.filter((one) => one.method === "POST");
  const announce = async (words: string, times: number) => {
    fireEvent.change(screen.getByLabelText("What to announce"), { target: { value: words } });
    fireEvent.click(send);
    await waitFor(() => expect(sent()).toHaveLength(times));
    await waitFor(() => expect(send).not.toHaveAttribute("aria-busy"));
  };
  await announce("We meet on Friday.", 1);
  lost = false;
  await announce("We meet on Friday.", 2);
  await announce("We meet on Friday.", 3);
  await announce("We meet on Monday.", 4);
  const keys = sent().map((one) => one.headers.get("idempotency-key"));
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(3);
});

it("lets an organizer who is a member answer beside the totals, and no other organizer", async () => {
  const other = { ...POLL, reference: "P2", question: "On Friday?", may_answer: false, live: [2, 2] };
  serve({ [`GET ${AT}/polls`]: page({ ...POLL, live: [3, 1] }, other), [`GET ${AT}/announcements`]: page() });
  show(<FromOrganizer reference="ABC" />);
  expect(await screen.findByRole("button", { name: "Answer" })).toBeVisible();
  expect(screen.getAllByText(/for organizers only/)).toHaveLength(2);
});

it("takes a question or an announcement back only after asking", async () => {
  const told = { id: "N1", text: "We meet on Friday.", lang: "en", at: "2026-11-02T02:00:00Z" };
  const calls = serve({
    [`GET ${AT}/polls`]: page({ ...POLL, live: [3, 1] }),
    [`GET ${AT}/announcements`]: page(told),
    [`POST ${AT}/polls/P1/withdrawal`]: { body: { done: true } },
    [`POST ${AT}/announcements/N1/withdrawal`]: { body: { done: true } },
  });
  show(<GroupDesk reference="ABC" />);
  const sent = () => calls.filter((one) => one.method === "POST").map((one) => one.path.split("/").at(-2));
  const asked = async (button: RegExp, title: string, times: number) => {
    fireEvent.click(await screen.findByRole("button", { name: button }));
    const dialog = await screen.findByRole("dialog", { name: title });
    expect(sent()).toHaveLength(times - 1);
    fireEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(sent()).toHaveLength(times));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  };
  await asked(/^Take back.*company first/, "End this question?", 1);
  await asked(/^Take back.*2026/, "Take this announcement back?", 2);
  expect(sent()).toEqual(["P1", "N1"]);
});
