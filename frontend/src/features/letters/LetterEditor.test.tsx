import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { keys, remove } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { NewLetter } from "./LetterEditor";

const AT = "/api/cases/ABC/letters";
const CHOICES = {
  kinds: [
    {
      id: "joint",
      name: "Joint letter",
      note: "",
      channels: ["desk"],
      sections: ["representatives", "legal_basis"],
    },
    { id: "reminder", name: "Reminder", note: "", channels: ["desk"], sections: ["previous_letter"] },
  ],
  channels: [{ id: "desk", name: "Complaints desk", type: "company" }],
  figures: [{ id: "people", name: "People" }],
  remedies: [],
  laws: [],
  grant_fields: [],
};

function type(label: string | RegExp, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

async function begun() {
  const shown = show(<NewLetter reference="ABC" />);
  fireEvent.change(await screen.findByLabelText("Kind of letter"), { target: { value: "joint" } });
  type("The shared problem", "Withdrawals have been held back.");
  return shown;
}

afterEach(async () => {
  for (const key of await keys("drafts")) await remove("drafts", String(key));
});

it("has what was written there again after another tab or a reload, until it is saved", async () => {
  const calls = serve({
    [`GET ${AT}/choices`]: { body: CHOICES },
    [`POST ${AT}`]: { status: 201, body: { reference: "L1" } },
  });
  (await begun()).unmount();
  const again = show(<NewLetter reference="ABC" />);
  expect(await screen.findByDisplayValue("Withdrawals have been held back.")).toBeVisible();
  expect(screen.getByText(/not saved yet/)).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Start without it" }));
  expect(screen.getByLabelText("The shared problem")).toHaveValue("");
  fireEvent.click(screen.getByRole("button", { name: "Bring it back" }));
  expect(screen.getByLabelText("The shared problem")).toHaveValue("Withdrawals have been held back.");
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await waitFor(() => expect(calls.some((one) => one.method === "POST")).toBe(true));
  await waitFor(async () => expect(await keys("drafts")).toEqual([]));
  again.unmount();
  show(<NewLetter reference="ABC" />);
  expect(await screen.findByLabelText("The shared problem")).toHaveValue("");
});

it("repeats a save after a reload as the same request", async () => {
  const calls = serve({
    [`GET ${AT}/choices`]: { body: CHOICES },
    [`POST ${AT}`]: { status: 503, body: {} },
  });
  const first = await begun();
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await screen.findByRole("alert");
  first.unmount();
  show(<NewLetter reference="ABC" />);
  fireEvent.click(await screen.findByRole("button", { name: "Keep the draft" }));
  const sent = () => calls.filter((one) => one.method === "POST");
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(new Set(sent().map((one) => one.headers.get("idempotency-key"))).size).toBe(1);
});

it("saves no letter with an entry that lacks something: it says on the entry what", async () => {
  const calls = serve({
    [`GET ${AT}/choices`]: { body: CHOICES },
    [`POST ${AT}`]: { status: 201, body: { reference: "L1" } },
    [`POST ${AT}/check`]: { body: { findings: [] } },
  });
  await begun();
  fireEvent.click(screen.getByRole("button", { name: "Add a date" }));
  type("What happened", "The notice went up.");
  type("Date", "2026-10-01");
  fireEvent.click(screen.getByRole("button", { name: "Check" }));
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  expect(screen.getByText("The source is missing. Fill it in, or remove this entry.")).toBeVisible();
  expect(screen.getByLabelText("Source")).toHaveFocus();
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  type("Source", "Company's website");
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await waitFor(() => expect(calls.filter((one) => one.method === "POST")).toHaveLength(1));
  const body = calls.find((one) => one.method === "POST")?.body as { timeline: { what: string }[] };
  expect(body.timeline.map((one) => one.what)).toEqual(["The notice went up."]);
});

it("drafts a reminder with the earlier letter's delivery and number, found among what was sent", async () => {
  const sent = { channel_id: "desk", filed_on: "2026-09-01", delivered_on: "2026-09-03", number: "SF-1" };
  const calls = serve({
    [`GET ${AT}/choices`]: { body: CHOICES },
    "GET /api/cases/ABC/filings/desk": {
      body: [
        { ...sent, reference: "F1" },
        { ...sent, reference: "F2", filed_on: "2026-09-20", delivered_on: null, number: null },
        { ...sent, reference: "F3", channel_id: "authority", filed_on: "2026-10-01" },
        { ...sent, reference: "F4", filed_on: null, delivered_on: null, number: null },
      ],
    },
    [`POST ${AT}`]: { status: 201, body: { reference: "L1" } },
  });
  await begun();
  expect(screen.queryByLabelText("Its reference or parcel number")).toBeNull();
  type("Kind of letter", "reminder");
  expect(await screen.findByDisplayValue("F2")).toBe(screen.getByLabelText("Its reference or parcel number"));
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  expect(screen.getByText("Say when the earlier letter arrived.")).toBeVisible();
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  type("The earlier letter arrived on", "2026-09-22");
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await waitFor(() => expect(calls.filter((one) => one.method === "POST")).toHaveLength(1));
  const body = calls.find((one) => one.method === "POST")?.body;
  expect(body).toMatchObject({ previous: { sent_on: "2026-09-22", reference: "F2" }, handed_in_by: [] });
});

it("says who hands a letter in, and on which cited law its reply period rests while that is cited", async () => {
  const law = { id: "law", name: "Rules", article: "12", paraphrase: "Answer.", condition: null };
  const calls = serve({
    [`GET ${AT}/choices`]: { body: { ...CHOICES, laws: [law] } },
    [`POST ${AT}`]: { status: 201, body: { reference: "L1" } },
    [`POST ${AT}/check`]: { body: { findings: [] } },
  });
  await begun();
  type(/^Handed in by/, "Lin\n\n Bai ");
  fireEvent.click(screen.getByRole("checkbox", { name: /Rules 12/ }));
  type("The period rests on", "law");
  const checked = async (count: number) => {
    fireEvent.click(screen.getByRole("button", { name: "Check" }));
    await waitFor(() => expect(calls.filter((one) => one.path === `${AT}/check`)).toHaveLength(count));
    return calls.at(-1)?.body;
  };
  expect(await checked(1)).toMatchObject({ handed_in_by: ["Lin", "Bai"], reply_period_law: "law" });
  fireEvent.click(screen.getByRole("checkbox", { name: /Rules 12/ }));
  expect(await checked(2)).toMatchObject({ laws: [], reply_period_law: null });
});

it("begins a letter for the recipient that was chosen among the channels", async () => {
  serve({ [`GET ${AT}/choices`]: { body: CHOICES } });
  show(<NewLetter reference="ABC" />, "/en?channel=desk");
  expect(await screen.findByLabelText("Kind of letter")).toHaveValue("joint");
  expect(screen.getByLabelText("Recipient")).toHaveValue("desk");
});
