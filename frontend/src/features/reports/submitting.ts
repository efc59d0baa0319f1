import type { components } from "~/api/schema";
import { asLang } from "~/lib/lang";
import { toMinor } from "~/lib/money";
import { CHOICES } from "./choices";
import { type Draft, happenedOn, looksLikeScam } from "./draft/draft";

export type ReportCreate = components["schemas"]["ReportCreate"];

/** A month or a guess stands as its first day; its precision says so. */
function happened(draft: Draft): Pick<ReportCreate, "happened_on" | "happened_precision" | "happened_text"> {
  const { precision, text } = draft.when;
  const on = happenedOn(draft);
  const said = precision === "about" ? blank(text) : null;
  if (!on) return { happened_on: null, happened_precision: "unknown", happened_text: said };
  const day = on.length === 7 ? `${on}-01` : on;
  return { happened_on: day, happened_precision: precision ?? "unknown", happened_text: said };
}

function blank(text: string): string | null {
  return text.trim() || null;
}

function asked({
  asked: said,
}: Draft): Pick<ReportCreate, "asked_on" | "asked_how" | "ticket" | "company_answer"> {
  if (!said.did) return { asked_on: null, asked_how: null, ticket: null, company_answer: null };
  return {
    asked_on: blank(said.on),
    asked_how: blank(said.how),
    ticket: blank(said.ticket),
    company_answer: blank(said.answer),
  };
}

/** The report as the server takes it. A scam in progress and "none for now" go into no case. */
export function bodyOf(draft: Draft, respondentId: string, caseReference: string | null): ReportCreate {
  const minor = toMinor(draft.amount.text, draft.amount.currency, asLang(draft.lang));
  return {
    respondent_id: respondentId,
    issue_id: draft.issueId ?? "unspecified",
    narrative: draft.narrative.trim(),
    ...happened(draft),
    amount_minor: minor,
    currency: minor === null ? null : draft.amount.currency,
    amount_text: null,
    area: blank(draft.area),
    ...asked(draft),
    prior_authorities: draft.authorities
      .filter((one) => draft.approached && one.name.trim())
      .map((one) => ({ body: one.name.trim(), on: blank(one.on), number: blank(one.number) })),
    money_kind: draft.moneyKind ?? "unknown",
    remedies: draft.remedies,
    fee_demanded: draft.issueTraits.asksFee ? draft.feeDemanded : null,
    order_number: blank(draft.orderNumber),
    suggestion_first: draft.sawCaseFirst,
    case_reference: caseReference,
    choice: CHOICES[draft.seen ?? "counted"],
    consent_sensitive: true,
    consent_counting: true,
  };
}

/** Whom the report is about: whoever joins a case complains of its company, under whatever name they knew it. */
export function companyOf(draft: Draft): Draft["company"] {
  return (destination(draft) === "join" && draft.joining?.company) || draft.company;
}

/** Whether the report goes into a case that exists, a new one, or none. */
export function destination(draft: Draft): "join" | "open" | "none" {
  if (looksLikeScam(draft) || !draft.issueTraits.caseAllowed) return "none";
  return draft.choice ?? "none";
}
