import type { ReactNode } from "react";
import { useParams } from "react-router";
import { vi } from "vitest";
import { DraftProvider } from "~/features/reports/draft/DraftContext";
import { type Draft, emptyDraft } from "~/features/reports/draft/draft";
import { isStep } from "~/features/reports/draft/steps";
import { SlotsProvider } from "~/features/reports/slots";
import { Wizard } from "~/features/reports/Wizard";
import { show } from "./render";

export const ISSUES = {
  groups: [{ id: "funds", name: "Money" }],
  remedies: [],
  issues: [
    {
      id: "withdrawal_blocked",
      name: "Withdrawal blocked",
      description: "Stuck",
      group: "funds",
      urgent: false,
      case_allowed: true,
      asks_fee_question: true,
      first_actions: ["Ask support"],
    },
  ],
};
export const COMPANY = {
  id: "11111111-1111-4111-8111-111111111111",
  slug: "kite",
  name: "Kite Pay",
  aliases: ["KP"],
};

/** A draft with every answer, for tests. */
export function filled(): Draft {
  return {
    ...emptyDraft("en"),
    company: { id: COMPANY.id, name: COMPANY.name },
    issueId: "withdrawal_blocked",
    issueTraits: { asksFee: true, caseAllowed: true },
    feeDemanded: false,
    when: { precision: "unknown", day: "", month: "", text: "" },
    moneyKind: "licensed",
    narrative: "They kept my withdrawal in review for weeks.",
    choice: "none",
    consents: { sensitive: true, counting: true },
    seen: "counted",
  };
}

function Steps() {
  const { step } = useParams();
  return isStep(step) ? <Wizard step={step} /> : <p>{step}</p>;
}

const Open = ({ children }: { children: ReactNode }) => <>{children}</>;

/** Opens a question of the wizard, signed in. */
export function open(step: string) {
  show(
    <SlotsProvider value={{ SignedIn: Open }}>
      <DraftProvider lang="en">
        <Steps />
      </DraftProvider>
    </SlotsProvider>,
    `/en/report/${step}`,
    "/:lang/report/:step",
  );
}

export const answers = {
  "GET /api/sign-in": { body: { signed_in: true } },
  "GET /api/reference/issues": { body: ISSUES },
  "GET /api/respondents": { body: [COMPANY] },
  "GET /api/consent-texts": {
    body: [
      { purpose: "sensitive_data", text: "Keep what I wrote" },
      { purpose: "counting", text: "Count me" },
    ],
  },
  "POST /api/suggestions": {
    body: {
      cases: [
        {
          reference: "ABCD",
          title: "Withdrawals stuck",
          lang: "en",
          respondent: { id: COMPANY.id, name: COMPANY.name },
          people: { state: "exact", value: 312, at_least: 312, as_of: "2026-11-01" },
          reasons: [{ code: "issue", params: {}, text: "same problem" }],
        },
      ],
    },
  },
};

/** There is no connection. */
export function serveNothing() {
  vi.spyOn(window, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
}
