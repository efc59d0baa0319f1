import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { keys, remove } from "~/lib/vault";
import { serve, show } from "~/testing/render";
import { NewLetter } from "./LetterEditor";

const CHANNELS = ["desk", "authority"];
const CHOICES = {
  kinds: [{ id: "joint", name: "Joint letter", note: "", channels: CHANNELS, sections: [] }],
  channels: CHANNELS.map((id) => ({ id, name: id, type: "company" })),
  figures: [],
  remedies: [],
  laws: [],
  grant_fields: [],
};
const PROBLEM = "The shared problem";

async function write(at: string, words: string) {
  const shown = show(<NewLetter reference="ABC" />, at);
  fireEvent.change(await screen.findByLabelText(PROBLEM), { target: { value: words } });
  return shown;
}

async function found(at: string) {
  const shown = show(<NewLetter reference="ABC" />, at);
  const box = await screen.findByLabelText<HTMLTextAreaElement>(PROBLEM);
  const found = [screen.getByLabelText<HTMLSelectElement>("Recipient").value, box.value];
  shown.unmount();
  return found;
}

afterEach(async () => {
  for (const key of await keys("drafts")) await remove("drafts", String(key));
});

it("opens for the recipient that is asked for, and loses no unsaved letter to another one", async () => {
  serve({ "GET /api/cases/ABC/letters/choices": { body: CHOICES } });
  (await write("/en?channel=desk", "For the desk.")).unmount();
  expect(await found("/en?channel=authority")).toEqual(["authority", ""]);
  (await write("/en?channel=authority", "For the authority.")).unmount();
  expect(await found("/en?channel=desk")).toEqual(["desk", "For the desk."]);
  expect(await found("/en?channel=authority")).toEqual(["authority", "For the authority."]);
  expect(await found("/en")).toEqual(["authority", "For the authority."]);
});

it("keeps the others when one of them is saved", async () => {
  serve({
    "GET /api/cases/ABC/letters/choices": { body: CHOICES },
    "POST /api/cases/ABC/letters": { status: 201, body: { reference: "L1" } },
  });
  (await write("/en?channel=desk", "For the desk.")).unmount();
  const shown = await write("/en?channel=authority", "For the authority.");
  fireEvent.click(screen.getByRole("button", { name: "Keep the draft" }));
  await waitFor(async () => expect(await keys("drafts")).toHaveLength(1));
  shown.unmount();
  expect(await found("/en?channel=authority")).toEqual(["authority", ""]);
  expect(await found("/en")).toEqual(["desk", "For the desk."]);
});
