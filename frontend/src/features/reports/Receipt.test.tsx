import { screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { show } from "~/testing/render";
import { DraftProvider } from "./draft/DraftContext";
import { afterSending, emptyDraft } from "./draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";
import { Receipt } from "./Receipt";

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

it("names the case that the report went into", async () => {
  const sent = {
    reportId: "r1",
    reportReference: "REF",
    caseReference: "ABCD",
    caseTitle: "Withdrawals stuck",
  };
  await keepDraft(afterSending(emptyDraft("en"), sent));
  show(
    <DraftProvider lang="en">
      <Receipt />
    </DraftProvider>,
  );
  expect(await screen.findByText("Withdrawals stuck", {}, { timeout: 3_000 })).toBeVisible();
});
