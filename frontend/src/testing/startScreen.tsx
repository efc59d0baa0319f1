import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useParams } from "react-router";
import { DraftProvider } from "~/features/reports/draft/DraftContext";
import { type Draft, emptyDraft } from "~/features/reports/draft/draft";
import { draftsAside, forgetAside, forgetDraft, loadDraft } from "~/features/reports/draft/keeping";
import { StartScreen } from "~/features/reports/StartScreen";
import { show } from "./render";

export const A = { id: "aaaaaaaa-1111-4111-8111-111111111111", name: "Kite Pay" };
export const B = { id: "bbbbbbbb-1111-4111-8111-111111111111", name: "Skylark Wallet", slug: "skylark" };
const ISSUE = { id: "fees", name: "Fees", asks_fee_question: false, case_allowed: true };
const CASE = { reference: "CASEB", title: "Fees of Skylark", issue_id: "fees", respondent: B };
export const answers = {
  "GET /api/cases/CASEB": { body: CASE },
  "GET /api/reference/issues": { body: { groups: [], remedies: [], issues: [ISSUE] } },
  "GET /api/respondents": { body: [B] },
};

/** An unfinished draft, for tests. */
export function about(company: Draft["company"], part: Partial<Draft> = {}): Draft {
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

/** The start screen with an unwritten or kept draft; any step is only named. */
export function open(query = "") {
  show(
    <DraftProvider lang="en">
      <Screen />
    </DraftProvider>,
    `/en/report${query}`,
    "/:lang/report/:step?",
  );
}

export const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));

/** Nothing lies on this device. */
export async function clear() {
  for (const one of await draftsAside("en")) await forgetAside(one);
  await forgetDraft(await loadDraft("en"));
}
