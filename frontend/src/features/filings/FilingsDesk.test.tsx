import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { ChooseChannel } from "./ChooseChannel";
import { FilingsDesk } from "./FilingsDesk";
import type { FilingRead } from "./queries";
import { Reaction } from "./Reaction";
import { RecordStep } from "./RecordStep";

const CHANNEL = {
  channel_id: "cn-company",
  name: "The company",
  state: "open",
  scope: "",
  checks: [],
  contacts: [],
  opens_on: null,
};
const LETTERS = ["L1", "L2"].map((reference) => ({
  reference,
  title: reference,
  recipient: "The company",
  channel_id: "cn-company",
  state: "sealed",
}));

it("sends a new letter under a new key, and the same one again under its own", async () => {
  let down = true;
  const calls = serve({
    "GET /api/cases/ABC/channels": { body: [CHANNEL] },
    "GET /api/cases/ABC/letters": { body: LETTERS },
    "POST /api/cases/ABC/filings": () =>
      down ? { status: 503, body: { code: "x", detail: "Not now." } } : { status: 201, body: {} },
  });
  show(<ChooseChannel reference="ABC" filings={[]} />);
  const prepare = await screen.findByRole("button", { name: "Prepare the filing" }, { timeout: 10_000 });
  const keys = () =>
    calls.filter((one) => one.method === "POST").map((one) => one.headers.get("Idempotency-Key"));
  fireEvent.click(prepare);
  await screen.findByText("Not now.");
  down = false;
  fireEvent.click(prepare);
  await waitFor(() => expect(keys()).toHaveLength(2));
  await waitFor(() => expect(prepare).toBeEnabled());
  fireEvent.change(screen.getByLabelText("Which letter"), { target: { value: "L2" } });
  fireEvent.click(prepare);
  await waitFor(() => expect(keys()).toHaveLength(3));
  expect(keys()[1]).toBe(keys()[0]);
  expect(keys()[2]).not.toBe(keys()[0]);
});

it("calls a reaction saved until it is changed", async () => {
  const plays = ["serious", "partial"].map((id) => ({
    id,
    names: { zh: id, en: id, id },
    meaning: { zh: "", en: "", id: "" },
    steps: [],
  }));
  serve({
    "GET /api/cases/ABC/filings/playbook": { body: plays },
    "PUT /api/cases/ABC/filings/F1/reaction": { body: {} },
  });
  const filing = { reference: "F1", reaction: null, suggested_reaction: "serious" } as FilingRead;
  show(<Reaction reference="ABC" filing={filing} />);
  await screen.findByRole("option", { name: "partial" }, { timeout: 10_000 });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeVisible();
  fireEvent.change(screen.getByLabelText("Reaction"), { target: { value: "partial" } });
  expect(screen.queryByText("Saved")).toBeNull();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});

it("hands the paper in with what it proves, the same one under the same key", async () => {
  let down = true;
  const calls = serve({
    "POST /api/cases/ABC/filings/F1/proofs/file": () =>
      down ? { status: 503, body: { code: "x", detail: "Not now." } } : { status: 201, body: {} },
  });
  show(<RecordStep reference="ABC" filing={{ reference: "F1", filed_on: "2026-05-01" } as FilingRead} />);
  fireEvent.click(
    await screen.findByRole("button", { name: "Record proof of delivery" }, { timeout: 10_000 }),
  );
  fireEvent.change(await screen.findByLabelText(/What proves it/, {}, { timeout: 10_000 }), {
    target: { value: "courier_receipt" },
  });
  fireEvent.change(screen.getByLabelText("Date"), { target: { value: "2026-05-04" } });
  const paper = new File(['"paper"'], "receipt.pdf", { type: "application/pdf" });
  fireEvent.change(screen.getByLabelText("Add the paper (photo or PDF)"), { target: { files: [paper] } });
  expect(screen.getByText("receipt.pdf")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Not now.");
  down = false;
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]?.path).toContain("kind=courier_receipt&delivered_on=2026-05-04");
  expect(calls[1]?.headers.get("Idempotency-Key")).toBe(calls[0]?.headers.get("Idempotency-Key"));
});

it("still takes down what comes late of a filing nobody follows any more, but ends nothing twice", async () => {
  const filing = { reference: "F1", channel_name: "The company", people: 2, responses: [], proofs: [] };
  const ended = {
    ...filing,
    filed_on: "2026-09-01",
    ended_on: "2026-10-01",
    next_channels: [],
    reaction: null,
  };
  serve({
    "GET /api/cases/ABC/filings/desk": {
      body: [ended, { ...ended, reference: "F2", filed_on: null, people: 4326 }],
    },
  });
  show(<FilingsDesk reference="ABC" />);
  expect(await screen.findAllByText("Ended", {}, { timeout: 10_000 })).toHaveLength(2);
  expect(screen.getByText("4,326")).toBeVisible();
  expect(screen.getAllByRole("button", { name: "Record a response" })).toHaveLength(1);
  expect(screen.getAllByRole("button", { name: "Record proof of delivery" })).toHaveLength(1);
  expect(screen.getAllByText("How the company reacts")).toHaveLength(1);
  expect(screen.queryByRole("button", { name: "End" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Record the sending" })).toBeNull();
});

it("prepares a letter only for its own recipient, and none that is on its way", async () => {
  const other = { ...CHANNEL, channel_id: "cn-authority", name: "The authority" };
  serve({
    "GET /api/cases/ABC/channels": {
      body: [CHANNEL, other, { ...other, channel_id: "x", state: "not_yet" }],
    },
    "GET /api/cases/ABC/letters": { body: [...LETTERS, { ...LETTERS[0], reference: "L3", title: "L3" }] },
  });
  const underway = { reference: "F1", letter: "L1", ended_on: null, next_channels: [] };
  const ended = { ...underway, reference: "F2", letter: "L3", ended_on: "2026-10-01" };
  show(<ChooseChannel reference="ABC" filings={[underway, ended] as unknown as FilingRead[]} />);
  const box = await screen.findByLabelText<HTMLSelectElement>("Which letter", {}, { timeout: 10_000 });
  expect([...box.options].map((one) => one.value)).toEqual(["L2", "L3"]);
  const [company, authority] = await screen.findAllByRole("article");
  expect(screen.getAllByRole("button", { name: "Prepare the filing" })).toHaveLength(1);
  expect(company).toHaveTextContent("Prepare the filing");
  const drafts = screen.getAllByRole("link", { name: "Draft a letter for this channel" });
  expect(drafts).toHaveLength(1);
  expect(authority).toContainElement(drafts[0] as HTMLElement);
  expect(drafts[0]).toHaveAttribute("href", "/en/cases/ABC/desk/letters/new?channel=cn-authority");
});

it("prepares a sealed letter at its own recipient, whichever letter is chosen above", async () => {
  const other = { ...CHANNEL, channel_id: "cn-authority", name: "The authority" };
  const calls = serve({
    "GET /api/cases/ABC/channels": { body: [CHANNEL, other] },
    "GET /api/cases/ABC/letters": {
      body: [...LETTERS, { ...LETTERS[0], reference: "L3", title: "Complaint", channel_id: "cn-authority" }],
    },
    "POST /api/cases/ABC/filings": { status: 201, body: {} },
  });
  show(<ChooseChannel reference="ABC" filings={[]} />);
  const prepares = await screen.findAllByRole("button", { name: "Prepare the filing" }, { timeout: 10_000 });
  expect(prepares).toHaveLength(2);
  expect(screen.queryByRole("link", { name: "Draft a letter for this channel" })).toBeNull();
  const [, authority] = screen.getAllByRole("article");
  expect(authority).toHaveTextContent("Complaint");
  fireEvent.click(prepares[1] as HTMLElement);
  const sent = () => calls.find((one) => one.method === "POST")?.body;
  await waitFor(() => expect(sent()).toMatchObject({ letter_reference: "L3", channel_id: "cn-authority" }));
});
