import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyConsents } from "./MyConsents";
import { ShareWithOrganizer } from "./ShareWithOrganizer";

const CONSENT = {
  id: "c1",
  purpose: "named_to_regulator",
  text: "I agree that Hotline 12315 receives this.",
  recipient_kind: "channel",
  recipient_name: "Hotline 12315",
  letter: "LETTER0001",
  case_reference: "ABC",
  case_title: "Withdrawals stuck",
  report_reference: null,
  fields: ["name", "ticket"],
  granted_on: "2026-10-01",
  withdrawn_on: null,
};
const PAST = {
  ...CONSENT,
  id: "c2",
  purpose: "counting",
  recipient_kind: "nobody",
  recipient_name: null,
  letter: null,
  fields: [],
  withdrawn_on: "2026-10-09",
};

it("says of each permission who gets it, and takes back only what stands", async () => {
  const calls = serve({
    "GET /api/me/consents": { body: { items: [CONSENT, PAST], next_cursor: null } },
    "DELETE /api/me/consents/c1": { body: { done: true } },
  });
  show(<MyConsents />);
  const words = await screen.findByText("Hotline 12315, for letter LETTER0001 only", {}, { timeout: 10_000 });
  const card = within(words.closest("article") as HTMLElement);
  expect(card.getByText("My name · Ticket number")).toBeInTheDocument();
  expect(screen.getByText("Nobody: you are only counted")).toBeInTheDocument();
  expect(screen.getByText("Taken back (1)")).toBeInTheDocument();
  const buttons = screen.getAllByRole("button", { name: /^Take back/ });
  expect(buttons).toHaveLength(1);
  fireEvent.click(buttons[0] as HTMLElement);
  await waitFor(() => expect(calls.some((one) => one.method === "DELETE")).toBe(true));
});

it("shows what an organizer may see now, and gives and removes the name in the group", async () => {
  let nickname: string | null = null;
  const calls = serve({
    "GET /api/cases/ABC/share": () => ({
      body: { nickname, given: [{ organizer_id: "o1", role: "organizer", fields: ["ticket"] }] },
    }),
    "PUT /api/cases/ABC/nickname": (call) => {
      nickname = (call.body as { nickname: string | null }).nickname;
      return { body: { done: true } };
    },
    "PUT /api/cases/ABC/share": { body: { done: true } },
  });
  show(<ShareWithOrganizer reference="ABC" />);
  expect(await screen.findByRole("checkbox", { name: "Ticket number" }, { timeout: 10_000 })).toBeChecked();
  expect(screen.queryByRole("button", { name: "Remove the name" })).toBeNull();
  fireEvent.change(screen.getByLabelText("My name in the group"), { target: { value: " Lin " } });
  fireEvent.click(screen.getByRole("button", { name: "Save the name" }));
  fireEvent.click(await screen.findByRole("button", { name: "Remove the name" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Remove the name" })).toBeNull());
  const names = calls.filter((one) => one.path.endsWith("/nickname")).map((one) => one.body);
  expect(names).toEqual([{ nickname: "Lin" }, { nickname: null }]);
  fireEvent.click(screen.getByRole("checkbox", { name: "Ticket number" }));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.at(-1)?.path.includes("share") && calls.some((one) => one.method === "PUT")).toBe(true),
  );
  const shared = calls.filter((one) => one.method === "PUT" && one.path.endsWith("/share"));
  expect(shared[0]?.body).toEqual({ organizer_id: "o1", fields: [] });
});
