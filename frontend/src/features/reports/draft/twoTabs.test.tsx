import { act, render, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { useSend } from "../sending/queries";
import { DraftProvider, useDraft } from "./DraftContext";
import { afterSending, type Draft, emptyDraft } from "./draft";
import {
  draftsAside,
  fileOf,
  forgetAside,
  forgetDraft,
  JOURNAL,
  keepDraft,
  keepFile,
  loadDraft,
  putAside,
} from "./keeping";
import { PICTURE } from "./samples";

type Tab = { now: ReturnType<typeof useDraft> };

function Look({ tab }: { tab: Tab }) {
  tab.now = useDraft();
  return null;
}

function Sender({ at }: { at: { send?: ReturnType<typeof useSend> } }) {
  at.send = useSend();
  return null;
}

/** One more tab of the same browser. In one window no storage event is fired: it knows nothing until it is told. */
async function openTab(): Promise<Tab> {
  const tab = {} as Tab;
  render(
    <DraftProvider lang="en">
      <Look tab={tab} />
    </DraftProvider>,
  );
  await waitFor(() => expect(tab.now).toBeDefined());
  return tab;
}

const written = (narrative: string, part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft("en"),
  narrative,
  revision: 11,
  ...part,
});
const SENT = { reportId: "r1", reportReference: "R1", caseReference: null };
const say = (tab: Tab, narrative: string) =>
  act(async () => tab.now.change((old) => ({ ...old, narrative })));
const kept = async () => (await loadDraft("en")).narrative;
const told = () => act(async () => void window.dispatchEvent(new StorageEvent("storage", { key: JOURNAL })));

async function addPicture(tab: Tab) {
  await keepFile("p1", new Blob(["picture"]));
  await act(async () => tab.now.change((old) => ({ ...old, files: [PICTURE] })));
}

beforeEach(async () => {
  for (const one of await draftsAside("en")) await forgetAside(one);
  await forgetDraft(await loadDraft("en"));
});

describe("Of two tabs", () => {
  it("the one with an old receipt deletes nothing of what the other began after it", async () => {
    await keepDraft(afterSending(written("sent"), SENT));
    const [one, other] = [await openTab(), await openTab()];
    await act(async () => void (await one.now.forget()));
    await say(one, "The next thing that happened.");
    await addPicture(one);
    const began = one.now.draft.id;
    await act(async () => expect(await other.now.forget()).toBe(false));
    expect(other.now.draft).toMatchObject({ id: began, narrative: "The next thing that happened." });
    expect(await loadDraft("en")).toMatchObject({ id: began, files: [PICTURE] });
    expect(await fileOf("p1")).toBeDefined();
  });

  it("one follows the other into the draft after a sent one, and out of a discarded one", async () => {
    await keepDraft(afterSending(written("sent"), SENT));
    const [one, other] = [await openTab(), await openTab()];
    await act(async () => void (await one.now.forget()));
    await say(one, "New.");
    await told();
    await waitFor(() => expect(other.now.draft.narrative).toBe("New."));
    await act(async () => void (await other.now.forget()));
    await told();
    await waitFor(() => expect(one.now.draft).toMatchObject({ narrative: "", sent: null }));
    expect(one.now.draft.id).toBe(other.now.draft.id);
  });

  it("the one that still shows a discarded draft writes over nothing: it takes over what was begun since", async () => {
    await keepDraft(written("discarded"));
    const [one, other] = [await openTab(), await openTab()];
    await act(async () => void (await one.now.forget()));
    await say(one, "Begun since.");
    await addPicture(one);
    await say(other, "discarded, and a key more");
    await waitFor(() => expect(other.now.draft.narrative).toBe("Begun since."));
    expect(await kept()).toBe("Begun since.");
    await say(other, "Begun since, and gone on with.");
    expect(await kept()).toBe("Begun since, and gone on with.");
    expect(await fileOf("p1")).toBeDefined();
  });

  it("the one that was asleep writes no old state over what the other went on with in the same draft", async () => {
    await keepDraft(written("begun"));
    const [one, other] = [await openTab(), await openTab()];
    for (const words of ["begun, gone on", "begun, gone on with"]) await say(one, words);
    await addPicture(one);
    await say(other, "begun!");
    await waitFor(() => expect(other.now.draft.narrative).toBe("begun, gone on with"));
    expect(await loadDraft("en")).toMatchObject({ narrative: "begun, gone on with", files: [PICTURE] });
    await say(other, "begun, gone on with here.");
    expect(await loadDraft("en")).toMatchObject({ narrative: "begun, gone on with here.", files: [PICTURE] });
  });

  it("what one writes in a draft that the other put away goes where it was put", async () => {
    await keepDraft(written("first"));
    const [one, other] = [await openTab(), await openTab()];
    await act(() => one.now.exchange({ ...emptyDraft("en"), narrative: "second" }));
    await say(other, "first, and a key more");
    await waitFor(() => expect(other.now.draft.narrative).toBe("second"));
    expect((await draftsAside("en")).map((put) => put.narrative)).toEqual(["first, and a key more"]);
  });

  it("one that takes up another draft puts away what the other wrote meanwhile, not its own old state", async () => {
    await keepDraft(written("old"));
    const [one, other] = [await openTab(), await openTab()];
    await act(async () => void (await one.now.forget()));
    await say(one, "Written meanwhile.");
    await addPicture(one);
    await act(() => other.now.exchange({ ...emptyDraft("en"), narrative: "another" }));
    expect(await kept()).toBe("another");
    expect((await draftsAside("en")).map((put) => put.narrative)).toEqual(["Written meanwhile."]);
    await act(async () => void (await other.now.forget()));
    expect(await fileOf("p1")).toBeDefined();
  });

  it("one deletes from a list that is old no picture of a draft that the other has taken up", async () => {
    await keepFile("p1", new Blob(["picture"]));
    const first = written("put away", { files: [PICTURE] });
    await putAside(first);
    const one = await openTab();
    await act(() => one.now.exchange(first));
    await forgetAside(first);
    expect(await kept()).toBe("put away");
    expect(await fileOf("p1")).toBeDefined();
  });

  it("an answer to what one sent changes nothing in a draft that the other has begun", async () => {
    serve({
      "GET /api/sign-in": { body: { signed_in: true } },
      "POST /api/reports": { status: 201, body: { id: "r1", reference: "R1", case_reference: null } },
    });
    const at: Parameters<typeof Sender>[0]["at"] = {};
    show(<Sender at={at} />);
    const going = written("on its way", { company: { id: "c1", name: "Kite" }, choice: "none" });
    let inHand = written("begun since");
    const before = inHand;
    await act(async () => void (await at.send?.(going, (how) => (inHand = how(inHand)))));
    expect(inHand).toBe(before);
  });
});

describe("A draft that ends", () => {
  it("takes every picture of it along when nothing else lies here", async () => {
    await keepFile("p1", new Blob(["picture"]));
    await keepFile("left", new Blob(["of a broken copying"]));
    await keepDraft(written("mine", { files: [PICTURE] }));
    const tab = await openTab();
    await act(async () => expect(await tab.now.forget()).toBe(true));
    expect([await fileOf("p1"), await fileOf("left"), await kept()]).toEqual([undefined, undefined, ""]);
    expect(tab.now.draft.revision).toBe(12);
    expect(localStorage.getItem(JOURNAL)).toBeNull();
  });
});
