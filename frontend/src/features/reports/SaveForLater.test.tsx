import { configure, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { unwrap } from "./draft/carrying";
import { DraftProvider } from "./draft/DraftContext";
import { type Draft, emptyDraft } from "./draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";
import { PICTURE } from "./draft/samples";
import { SaveForLater } from "./SaveForLater";

const DRAFT: Draft = {
  ...emptyDraft("en"),
  company: { id: "a1", name: "Kite Pay" },
  narrative: "They took the fee of A twice.",
};
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

// A code is derived slowly on purpose.
configure({ asyncUtilTimeout: 5000 });

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

describe("Saving for another device", { timeout: 20_000 }, () => {
  function save() {
    show(
      <DraftProvider lang="en">
        <SaveForLater />
      </DraftProvider>,
    );
  }

  it("shows a code that opens what the server can not read, and says that pictures stay", async () => {
    const calls = serve({ "POST /api/drafts": { status: 201, body: { code: "ABCDE-23456" } } });
    await keepDraft({ ...DRAFT, files: [PICTURE] });
    save();
    await press("Save for another device");
    expect(screen.getByText(/do not travel along/)).toBeVisible();
    await press("Make a code");
    const code = await screen.findByText(/^ABCDE-23456-[2-9A-Z]{5}$/);
    const { text } = (calls[0]?.body ?? {}) as { text: string };
    expect(text).not.toContain("Kite");
    expect((await unwrap(text, code.textContent?.slice(-5) ?? "")).narrative).toMatch(/fee of A/);
  });

  it("says what failed, and a code can be made again", async () => {
    serve({ "POST /api/drafts": { status: 503, body: { code: "x", detail: "Try again shortly." } } });
    await keepDraft(DRAFT);
    save();
    await press("Save for another device");
    await press("Make a code");
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Make a code" })).toBeEnabled();
  });
});
