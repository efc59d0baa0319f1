import { configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useParams } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { newSecret, showCode, wrap } from "./draft/carrying";
import { DraftProvider } from "./draft/DraftContext";
import { afterSending, type Draft, emptyDraft } from "./draft/draft";
import {
  draftsAside,
  fileOf,
  forgetAside,
  forgetDraft,
  keepDraft,
  keepFile,
  loadDraft,
  putAside,
} from "./draft/keeping";
import { PICTURE } from "./draft/samples";
import { StartScreen } from "./StartScreen";

const A = { id: "aaaaaaaa-1111-4111-8111-111111111111", name: "Kite Pay" };
const B = { id: "bbbbbbbb-1111-4111-8111-111111111111", name: "Skylark Wallet", slug: "skylark" };
const ISSUE = { id: "fees", name: "Fees", asks_fee_question: false, case_allowed: true };
const CASE = { reference: "CASEB", title: "Fees of Skylark", issue_id: "fees", respondent: B };
const answers = {
  "GET /api/cases/CASEB": { body: CASE },
  "GET /api/reference/issues": { body: { groups: [], remedies: [], issues: [ISSUE] } },
  "GET /api/respondents": { body: [B] },
};

function about(company: Draft["company"], part: Partial<Draft> = {}): Draft {
  const words = {
    companyWords: company?.name ?? "",
    narrative: "They took the fee of A twice.",
    step: "story",
  };
  return { ...emptyDraft("en"), company, issueId: "fees", revision: 5, ...words, ...part };
}

function Screen() {
  const { step } = useParams();
  return step ? <p>at {step}</p> : <StartScreen />;
}

function open(query = "") {
  show(
    <DraftProvider lang="en">
      <Screen />
    </DraftProvider>,
    `/en/report${query}`,
    "/:lang/report/:step?",
  );
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

// A code is derived slowly on purpose.
configure({ asyncUtilTimeout: 5000 });

beforeEach(async () => {
  for (const one of await draftsAside("en")) await forgetAside(one);
  await forgetDraft(await loadDraft("en"));
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

describe("A resume code", { timeout: 20_000 }, () => {
  const finder = "ABCDE23456";

  async function carried(draft: Draft): Promise<string> {
    const secret = newSecret();
    const text = await wrap(draft, secret);
    serve({ ...answers, "POST /api/drafts/resume": { body: { text } } });
    return showCode({ finder, secret });
  }

  async function enter(code: string) {
    open();
    await userEvent.click(await screen.findByText("Began on another phone or computer?"));
    await userEvent.type(screen.getByLabelText("Resume code"), code);
    await press("Bring it here");
  }

  it("of this very draft loses none of the pictures chosen here", async () => {
    const here = about(A, { files: [PICTURE] });
    await keepFile("p1", new Blob(["picture"]));
    await keepDraft(here);
    await enter(await carried(here));
    expect(await screen.findByText("at story")).toBeVisible();
    expect((await loadDraft("en")).files).toEqual([PICTURE]);
    expect(await fileOf("p1")).toBeDefined();
  });

  it("asks which answers to keep when the same draft went on in two places", async () => {
    const here = about(A, { files: [PICTURE] });
    await keepDraft(here);
    await enter(await carried({ ...here, narrative: "Written on the computer.", step: "match" }));
    expect(await screen.findByText(/the same report, with other answers/)).toBeVisible();
    expect((await loadDraft("en")).narrative).toBe(here.narrative);
    await press("Take the one behind the code");
    expect(await screen.findByText("at match")).toBeVisible();
    const kept = await loadDraft("en");
    expect([kept.narrative, kept.files]).toEqual(["Written on the computer.", [PICTURE]]);
  });

  it("puts another unfinished draft away, after asking, and never over it", async () => {
    await keepDraft(about(A));
    await enter(await carried(about(B, { narrative: "Of B only, from elsewhere." })));
    expect(await screen.findByText(/The one here \(Kite Pay\) is put away/)).toBeVisible();
    expect((await loadDraft("en")).company).toEqual(A);
    await press("Put it away and open the one behind the code");
    await waitFor(async () => expect((await loadDraft("en")).narrative).toBe("Of B only, from elsewhere."));
    expect((await draftsAside("en")).map((one) => one.company)).toEqual([A]);
  });

  it("is not asked for while files of a sent report are on their way, or an answer never came", async () => {
    serve(answers);
    const sent = { reportId: "r", reportReference: "REF", caseReference: null };
    await keepDraft(afterSending(about(A, { files: [PICTURE] }), sent));
    open();
    await userEvent.click(await screen.findByText("Began on another phone or computer?"));
    expect(screen.getByText(/files of your last report are not all up/)).toBeVisible();
    expect(screen.queryByLabelText("Resume code")).toBeNull();
  });

  it("asks before files that were not accepted go", async () => {
    const sent = { reportId: "r", reportReference: "REF", caseReference: null };
    const files = [{ ...PICTURE, state: "refused" as const }];
    await keepDraft(afterSending(about(A, { files }), sent));
    await enter(await carried(about(B)));
    expect(await screen.findByText(/not accepted: 1/)).toBeVisible();
    expect((await loadDraft("en")).files).toEqual(files);
    await press("Delete and go on");
    expect(await screen.findByText("at story")).toBeVisible();
  });

  it("says in words that it is unknown, and keeps what is here", async () => {
    serve({ ...answers, "POST /api/drafts/resume": { status: 404, body: { code: "reports.no_draft" } } });
    await keepDraft(about(A));
    await enter(showCode({ finder, secret: newSecret() }));
    expect(await screen.findByText(/No draft found/)).toBeVisible();
    expect((await loadDraft("en")).company).toEqual(A);
  });
});
