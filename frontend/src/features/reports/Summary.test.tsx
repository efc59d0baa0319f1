import { screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { DraftProvider } from "./draft/DraftContext";
import { type Draft, emptyDraft } from "./draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "./draft/keeping";
import { Summary } from "./Summary";

const JOINING: Partial<Draft> = {
  company: { id: "11111111-1111-4111-8111-111111111111", name: "Kite Pay" },
  issueId: "withdrawal_blocked",
  issueTraits: { asksFee: true, caseAllowed: true },
  feeDemanded: false,
  choice: "join",
  joining: { reference: "CASE00000001", title: "Withdrawals stuck" },
};

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

async function summed(changes: Partial<Draft>) {
  serve({ "GET /api/reference/issues": { body: { groups: [], remedies: [], issues: [] } } });
  await keepDraft({ ...emptyDraft("en"), ...JOINING, ...changes });
  show(
    <DraftProvider lang="en">
      <Summary />
    </DraftProvider>,
  );
  await screen.findByText("Kite Pay", {}, { timeout: 10_000 });
  return document.querySelector('a[href="/en/report/match"]');
}

it("names the case that will be joined, with the way back to its question", async () => {
  expect(await summed({})).not.toBeNull();
  expect(screen.getByText("Withdrawals stuck")).toBeInTheDocument();
});

it.each([
  ["a fee is demanded", { feeDemanded: true }],
  ["the problem is none for a case", { issueTraits: { asksFee: false, caseAllowed: false } }],
])("names no case where %s, and shows no way to a hidden question", async (_why, changes) => {
  expect(await summed(changes)).toBeNull();
  expect(screen.queryByText("Withdrawals stuck")).toBeNull();
  expect(screen.getByText("None for now")).toBeInTheDocument();
});
