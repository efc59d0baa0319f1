import { act, screen, waitFor } from "@testing-library/react";
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

/** The browser's own way of sending; each sending ends when the test says so. */
function waiting() {
  const begun: { end: () => void }[] = [];
  class Sending {
    upload = {};
    onload?: () => void;
    status = 201;
    response = {};
    open() {}
    setRequestHeader() {}
    send() {
      begun.push({ end: () => this.onload?.() });
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  return begun;
}

const SENT = { reportId: "r1", reportReference: "REF", caseReference: null };

async function lay(...files: KeptFile[]) {
  for (const one of files) await keepFile(one.id, new Blob(["x"]));
  await keepDraft({ ...emptyDraft("en"), files, sent: SENT });
}

async function open() {
  await lay(FILE);
  return look();
}

function look() {
  return show(
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

it("takes an upload that was too slow for one to be tried again, after the others", async () => {
  const other = { ...FILE, id: "f2", name: "small.png", key: "k2" };
  await lay(FILE, other);
  let sent = 0;
  class Sending {
    upload = {};
    onload?: () => void;
    status = 0;
    response = {};
    open() {
      const slow = sent++ === 0;
      this.status = slow ? 422 : 201;
      this.response = slow ? { code: "evidence.too_slow", detail: "It took too long." } : {};
    }
    setRequestHeader() {}
    send() {
      queueMicrotask(() => this.onload?.());
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  look();
  expect(await screen.findByText("It took too long.")).toBeVisible();
  expect(screen.getByText("Waiting")).toBeVisible();
  expect(screen.getByText("Stored")).toBeVisible();
  expect(screen.getByRole("button", { name: /^Remove.*chat\.png/ })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Go on uploading" }));
  expect(await screen.findByText("Files safely stored: 2.")).toBeVisible();
});

it("goes up once when the page is left and come back to", async () => {
  const begun = waiting();
  const first = await open();
  await waitFor(() => expect(begun).toHaveLength(1));
  first.unmount();
  look();
  await screen.findByText("Waiting");
  await act(() => new Promise((done) => setTimeout(done, 50)));
  expect(begun).toHaveLength(1);
  await act(async () => begun[0]?.end());
  expect(await screen.findByText("Files safely stored: 1.")).toBeVisible();
  expect(begun).toHaveLength(1);
  await waitFor(async () => expect((await loadDraft("en")).files[0]?.state).toBe("sent"));
});

it("goes up once from two tabs", async () => {
  const begun = waiting();
  await open();
  look();
  await waitFor(() => expect(begun).toHaveLength(1));
  await act(async () => begun[0]?.end());
  await waitFor(() => expect(screen.getAllByText("Files safely stored: 1.")).toHaveLength(2));
  expect(begun).toHaveLength(1);
});

it("leaves off after the file under way once the page is left", async () => {
  const begun = waiting();
  await lay(FILE, { ...FILE, id: "f2", name: "next.png", key: "k2" });
  const first = look();
  await waitFor(() => expect(begun).toHaveLength(1));
  first.unmount();
  begun[0]?.end();
  await waitFor(async () => expect((await loadDraft("en")).files[0]?.state).toBe("sent"));
  await new Promise((done) => setTimeout(done, 50));
  expect(begun).toHaveLength(1);
});
