import { configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { serve } from "~/testing/render";
import { A, about, answers, B, clear, open, press } from "~/testing/startScreen";
import { newSecret, showCode, wrap } from "./draft/carrying";
import { afterSending, type Draft } from "./draft/draft";
import { draftsAside, fileOf, keepDraft, keepFile, loadDraft, putAside } from "./draft/keeping";
import { PICTURE } from "./draft/samples";

// A code is derived slowly on purpose.
configure({ asyncUtilTimeout: 5000 });

beforeEach(clear);

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

  it("asks before it replaces newer answers of the same draft that were put away", async () => {
    await keepFile("p1", new Blob(["picture"]));
    const away = about(A, { files: [PICTURE], narrative: "Gone on with here." });
    await putAside(away);
    await keepDraft(about(B, { narrative: "In hand." }));
    await enter(await carried({ ...away, narrative: "As it was in the code.", step: "match" }));
    expect(await screen.findByText(/the same report, with other answers/)).toBeVisible();
    expect(screen.getByText(/The one here \(Skylark Wallet\) is put away/)).toBeVisible();
    expect((await draftsAside("en")).map((one) => one.narrative)).toEqual(["Gone on with here."]);
    await press("Keep the one here and go on");
    expect(await screen.findByText("at story")).toBeVisible();
    await waitFor(async () => expect((await loadDraft("en")).narrative).toBe("Gone on with here."));
    expect((await loadDraft("en")).files).toEqual([PICTURE]);
    await waitFor(async () =>
      expect((await draftsAside("en")).map((one) => one.narrative)).toEqual(["In hand."]),
    );
  });

  it("takes the place of what was put away once the person says so", async () => {
    const away = about(A, { files: [PICTURE], narrative: "Gone on with here." });
    await putAside(away);
    await enter(await carried({ ...away, narrative: "As it was in the code.", step: "match" }));
    await press("Take the one behind the code");
    expect(await screen.findByText("at match")).toBeVisible();
    await waitFor(async () => expect((await loadDraft("en")).narrative).toBe("As it was in the code."));
    expect((await loadDraft("en")).files).toEqual([PICTURE]);
    await waitFor(async () => expect(await draftsAside("en")).toEqual([]));
  });

  it("says in words that it is unknown, and keeps what is here", async () => {
    serve({ ...answers, "POST /api/drafts/resume": { status: 404, body: { code: "reports.no_draft" } } });
    await keepDraft(about(A));
    await enter(showCode({ finder, secret: newSecret() }));
    expect(await screen.findByText(/No draft found/)).toBeVisible();
    expect((await loadDraft("en")).company).toEqual(A);
  });

  it.each([
    ["the last letters are another's", async () => wrap(about(B), newSecret())],
    ["what lies there is broken", async () => "?"],
  ])("says the same where %s: only the browser notices that", async (_why, parcel) => {
    serve({ ...answers, "POST /api/drafts/resume": { body: { text: await parcel() } } });
    await keepDraft(about(A));
    await enter(showCode({ finder, secret: newSecret() }));
    expect(await screen.findByText(/No draft found/)).toBeVisible();
    expect((await loadDraft("en")).company).toEqual(A);
  });
});
