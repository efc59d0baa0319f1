import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { keys, remove } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { NewLetter } from "./LetterEditor";

const AT = "/api/cases/ABC/letters";
const CHOICES = {
  kinds: [{ id: "joint", name: "Joint letter", note: "", channels: ["desk"] }],
  channels: [{ id: "desk", name: "Complaints desk" }],
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
