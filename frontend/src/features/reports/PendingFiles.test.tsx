import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { DraftProvider } from "./draft/DraftContext";
import { emptyDraft, type KeptFile } from "./draft/draft";
import { fileOf, forgetDraft, keepDraft, keepFile, loadDraft } from "./draft/keeping";
import { PendingFiles } from "./PendingFiles";

const FILE: KeptFile = {
  id: "f1",
  name: "chat.png",
  type: "image/png",
  size: 1,
  key: "k1",
  state: "waiting",
};

/** The browser's own way of sending, with one answer for every file. */
function answering(status: number, body: object = {}) {
  const sent: string[] = [];
  class Sending {
    upload = {};
    onload?: () => void;
    status = status;
    response = body;
    open(_: string, address: string) {
      sent.push(address);
    }
    setRequestHeader() {}
    send() {
      queueMicrotask(() => this.onload?.());
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  return sent;
}

async function open() {
  await keepFile(FILE.id, new Blob(["x"]));
  const sent = { reportId: "r1", reportReference: "REF", caseReference: null };
  await keepDraft({ ...emptyDraft("en"), files: [FILE], sent });
  show(
    <DraftProvider lang="en">
      <PendingFiles reportId="r1" />
    </DraftProvider>,
  );
}

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

it.each([401, 403, 404])("keeps the picture where somebody else is signed in (%i)", async (status) => {
  const sent = answering(status, { code: "evidence.no_report", detail: "No such report." });
  await open();
  expect(await screen.findByText("No such report.")).toBeVisible();
  expect(screen.getByText(/Sign in as the one who sent this report/)).toBeVisible();
  expect(screen.getByText("Waiting")).toBeVisible();
  expect(await fileOf(FILE.id)).toBeDefined();
  answering(201);
  await userEvent.click(screen.getByRole("button", { name: "Go on uploading" }));
  expect(await screen.findByText("Files safely stored: 1.")).toBeVisible();
  await waitFor(async () => expect(await fileOf(FILE.id)).toBeUndefined());
  expect(sent).toHaveLength(1);
});

it("tells why a file was refused, and lets the person take it off this device", async () => {
  answering(422, { code: "evidence.unreadable", detail: "It cannot be opened." });
  await open();
  expect(await screen.findByText("It cannot be opened.")).toBeVisible();
  expect(await fileOf(FILE.id)).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: /^Remove.*chat\.png/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
  await waitFor(async () => expect(await fileOf(FILE.id)).toBeUndefined());
  expect((await loadDraft("en")).files).toEqual([]);
});
