import { configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { serve } from "~/testing/render";
import { A, about, answers, B, clear, open, press } from "~/testing/startScreen";
import { afterSending } from "./draft/draft";
import { draftsAside, fileOf, forgetDraft, keepDraft, keepFile, loadDraft, putAside } from "./draft/keeping";
import { PICTURE } from "./draft/samples";

configure({ asyncUtilTimeout: 5000 });

beforeEach(clear);

it("asks ahead for what the later questions need, so that a lost connection stops nobody there", async () => {
  const calls = serve({ ...answers, "GET /api/consent-texts": { body: [] } });
  open();
  await screen.findByRole("button", { name: "Begin" });
  await waitFor(() => {
    const paths = calls.map((call) => call.path);
    expect(paths).toEqual(expect.arrayContaining(["/api/reference/issues", "/api/consent-texts"]));
  });
});

describe("What somebody came for, while it can not be looked up", () => {
  const DOWN = { status: 503, body: { code: "core.unavailable", detail: "Try again shortly." } };

  it.each([
    ["a case", "?case=CASEB", "GET /api/cases/CASEB"],
    ["a company's problem", "?company=skylark&issue=fees", "GET /api/respondents"],
  ])("is not forgotten (%s): asked again, it is what the report begins with", async (_what, query, lost) => {
    serve({ ...answers, [lost]: DOWN });
    open(query);
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Begin" })).toBeNull();
    serve(answers);
    await press("Try again");
    await press("Begin");
    expect(await screen.findByText("at issue")).toBeVisible();
    await waitFor(async () => expect((await loadDraft("en")).company?.id).toBe(B.id));
  });

  it("holds up an unfinished report too, and nobody who does without it", async () => {
    await keepDraft(about(A));
    serve({ ...answers, "GET /api/cases/CASEB": DOWN });
    open("?case=CASEB");
    await screen.findByText("Try again shortly.");
    expect(screen.queryByRole("button", { name: "Go on with it" })).toBeNull();
    await press("Go on without it");
    await press("Go on with it");
    expect(await screen.findByText("at story")).toBeVisible();
  });
});

describe("A report begun about one company, and a case of another", () => {
  beforeEach(() => {
    serve(answers);
  });

  it("is carried on as it is: nothing of it goes into the case", async () => {
    await keepDraft(about(A));
    open("?case=CASEB");
    await screen.findByText(/Fees of Skylark/);
    await press("Go on with the one about Kite Pay");
    expect(await screen.findByText("at story")).toBeVisible();
    const kept = await loadDraft("en");
    expect([kept.company, kept.joining, kept.choice]).toEqual([A, null, null]);
  });

  it("is put away with its pictures while another is written for the case, and taken up again", async () => {
    await keepFile("p1", new Blob(["picture"]));
    await keepDraft(about(A, { files: [PICTURE] }));
    open("?case=CASEB");
    await press("Write another one for this");
    expect(await screen.findByText("at issue")).toBeVisible();
    const fresh = await loadDraft("en");
    expect([fresh.company?.id, fresh.joining?.reference, fresh.narrative]).toEqual([B.id, "CASEB", ""]);
    expect(fresh.files).toEqual([]);
    await forgetDraft(await loadDraft("en"));
    expect(await fileOf("p1")).toBeDefined();
  });

  it("comes back from where it was put away, and the other one goes there", async () => {
    await keepFile("p1", new Blob(["picture"]));
    await keepDraft(about(A, { files: [PICTURE] }));
    open("?case=CASEB");
    await press("Write another one for this");
    await screen.findByText("at issue");
    document.body.replaceChildren();
    open();
    expect(await screen.findByRole("heading", { name: "Kite Pay" })).toBeVisible();
    await press("Take it up again");
    expect(await screen.findByText("at story")).toBeVisible();
    await waitFor(async () =>
      expect((await loadDraft("en")).narrative).toBe("They took the fee of A twice."),
    );
    expect((await loadDraft("en")).files).toEqual([PICTURE]);
    await waitFor(async () =>
      expect((await draftsAside("en")).map((one) => one.company?.id)).toEqual([B.id]),
    );
  });

  it("stays in hand, and it is said, where this browser can keep only one", async () => {
    await keepDraft(about(A));
    open("?case=CASEB");
    const another = await screen.findByRole("button", { name: "Write another one for this" });
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await userEvent.click(another);
    expect(await screen.findByText(/can not keep two/)).toBeVisible();
    full.mockRestore();
    expect((await loadDraft("en")).company).toEqual(A);
  });

  it("is aimed at the case when it is about the same company and problem", async () => {
    await keepDraft(about({ id: B.id, name: B.name }));
    open("?case=CASEB");
    await screen.findByText(/Fees of Skylark/);
    expect(screen.queryByRole("button", { name: "Write another one for this" })).toBeNull();
    await press("Go on with it");
    await waitFor(async () => expect((await loadDraft("en")).joining?.reference).toBe("CASEB"));
  });

  it.each([
    ["another problem of the same company", { issueId: "withdrawal_blocked" }],
    ["a choice of another case", { choice: "join", joining: { reference: "OTHER", title: "Other" } }],
  ] as const)("asks too at %s", async (_name, part) => {
    await keepDraft(about({ id: B.id, name: B.name }, part));
    open("?case=CASEB");
    expect(await screen.findByRole("button", { name: "Write another one for this" })).toBeVisible();
  });

  it("is not aimed either while it is not known whether it arrived", async () => {
    await keepDraft(about(A, { outgoing: "{}" }));
    open("?case=CASEB");
    await screen.findByText(/Fees of Skylark/);
    await press("Go on with it");
    expect(await screen.findByText("at send")).toBeVisible();
    expect((await loadDraft("en")).joining).toBeNull();
  });
});

describe("A file of the last report that was not accepted", () => {
  beforeEach(async () => {
    serve(answers);
    await keepFile("p1", new Blob(["picture"]));
    const sent = { reportId: "r", reportReference: "REF", caseReference: null };
    const files = [{ ...PICTURE, state: "refused" as const }];
    await keepDraft(afterSending(about(A, { files }), sent));
  });

  it("stays until the person who begins again says that it may go", async () => {
    open();
    await press("Begin");
    expect(await screen.findByText(/not accepted: 1/)).toBeVisible();
    expect(await fileOf("p1")).toBeDefined();
    await press("Delete and go on");
    expect(await screen.findByText("at company")).toBeVisible();
    expect(await fileOf("p1")).toBeUndefined();
  });

  it("stays until the person who takes up another says that it may go", async () => {
    await putAside(about(B));
    open();
    await press("Take it up again");
    expect(await screen.findByText(/not accepted: 1/)).toBeVisible();
    expect((await loadDraft("en")).files).toHaveLength(1);
    await press("Delete and go on");
    expect(await screen.findByText("at story")).toBeVisible();
    await waitFor(async () => expect(await fileOf("p1")).toBeUndefined());
  });
});
