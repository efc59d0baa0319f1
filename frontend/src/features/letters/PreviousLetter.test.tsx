import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { keys, remove } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { NewLetter } from "./LetterEditor";

const CHANNELS = ["desk", "authority", "court"];
const CHOICES = {
  kinds: [
    { id: "reminder", name: "Reminder", note: "", channels: CHANNELS, sections: ["previous_letter"] },
    { id: "joint", name: "Joint letter", note: "", channels: CHANNELS, sections: [] },
  ],
  channels: CHANNELS.map((id) => ({ id, name: id, type: "company" })),
  figures: [],
  remedies: [],
  laws: [],
  grant_fields: [],
};
const SENT = [
  { channel_id: "desk", reference: "F1", filed_on: "2026-09-01", delivered_on: "2026-09-03", number: "SF-1" },
  { channel_id: "authority", reference: "F2", filed_on: "2026-09-09", delivered_on: null, number: null },
];
const NUMBER = "Its reference or parcel number";
const ARRIVED = "The earlier letter arrived on";

const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function reminder() {
  serve({
    "GET /api/cases/ABC/letters/choices": { body: CHOICES },
    "GET /api/cases/ABC/filings/desk": { body: SENT },
  });
  show(<NewLetter reference="ABC" />);
  await screen.findByLabelText("Kind of letter");
  choose("Kind of letter", "reminder");
  expect(await screen.findByDisplayValue("SF-1")).toBe(screen.getByLabelText(NUMBER));
}

afterEach(async () => {
  for (const key of await keys("drafts")) await remove("drafts", String(key));
});

it("takes the earlier letter's facts along with its recipient, whoever else is chosen", async () => {
  await reminder();
  expect(screen.getByLabelText(ARRIVED)).toHaveValue("2026-09-03");
  choose("Recipient", "authority");
  expect(screen.getByLabelText(NUMBER)).toHaveValue("F2");
  expect(screen.getByLabelText(ARRIVED)).toHaveValue("");
  choose(ARRIVED, "2026-09-12");
  choose("Recipient", "court");
  expect(screen.getByLabelText(NUMBER)).toHaveValue("");
  expect(screen.getByLabelText(ARRIVED)).toHaveValue("");
});

it("takes them along as well where another kind of letter came between", async () => {
  await reminder();
  choose("Kind of letter", "joint");
  choose("Recipient", "court");
  choose("Kind of letter", "reminder");
  choose("Recipient", "court");
  expect(screen.getByLabelText(NUMBER)).not.toHaveValue("SF-1");
});

it("leaves what was typed by hand", async () => {
  await reminder();
  choose(NUMBER, "RR-77");
  choose(ARRIVED, "2026-09-20");
  choose("Recipient", "authority");
  expect(screen.getByLabelText(NUMBER)).toHaveValue("RR-77");
  expect(screen.getByLabelText(ARRIVED)).toHaveValue("2026-09-20");
});
