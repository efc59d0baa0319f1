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

it("shows every answer that will be sent, the words of a new case among them", async () => {
  await summed({
    asked: { did: true, on: "", how: "hotline", ticket: "", answer: "Please wait." },
    approached: true,
    authorities: [
      { name: "Police station", on: "2026-03-02", number: "P-7" },
      { name: "Consumer body", on: "", number: "" },
    ],
    moneyKind: "licensed",
    orderNumber: "ORD-55",
    remedies: ["refund", "apology"],
    choice: "open",
    joining: null,
    opening: { title: "Stuck withdrawals", summary: "Withdrawals stay in review for weeks." },
  });
  const line = (name: string) => screen.getByText(name, { selector: "dt" }).nextElementSibling;
  expect(line("Told to pay first")).toHaveTextContent("No");
  expect(line("Order number")).toHaveTextContent("ORD-55");
  expect(line("Told the company")).toHaveTextContent("Hotline, Please wait.");
  expect(line("Bodies approached before")).toHaveTextContent(
    "Police station, 2 March 2026, P-7; Consumer body",
  );
  expect(line("Kind of wallet")).toHaveTextContent("A licensed e-wallet or payment app");
  expect(line("Wanted")).toHaveTextContent("Refund or release of the money, An apology");
  expect(line("Public words of the new case")).toHaveTextContent("Withdrawals stay in review for weeks.");
});

it("shows nothing that stays unsaid", async () => {
  await summed({
    issueTraits: { asksFee: false, caseAllowed: true },
    approached: false,
    authorities: [{ name: "Police station", on: "", number: "" }],
    opening: { title: "", summary: "Typed, then joined another." },
  });
  for (const name of ["Told to pay first", "Bodies approached before", "Order number", "Wanted"])
    expect(screen.queryByText(name)).toBeNull();
  expect(screen.queryByText(/then joined another/)).toBeNull();
});
