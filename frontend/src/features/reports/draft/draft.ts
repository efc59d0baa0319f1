import { newKey } from "~/lib/ids";

export type Precision = "day" | "month" | "about" | "unknown";
export type MoneyKind = "licensed" | "virtual" | "unknown";
export type Seen = "counted" | "regulator" | "company";

export interface Authority {
  name: string;
  on: string;
  number: string;
}

export interface KeptFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** Same key at every try, so that one picture is never stored twice. */
  key: string;
  state: "waiting" | "sent" | "refused";
  reason?: string;
}

export interface Draft {
  id: string;
  startedAt: string;
  lang: string;
  step: string;
  company: { id: string | null; name: string } | null;
  issueId: string | null;
  /** What the taxonomy says of this problem. */
  issueTraits: { asksFee: boolean; caseAllowed: boolean };
  feeDemanded: boolean | null;
  when: { precision: Precision | null; on: string; text: string };
  amount: { text: string; currency: string };
  area: string;
  asked: { did: boolean | null; on: string; how: string; ticket: string; answer: string };
  approached: boolean | null;
  authorities: Authority[];
  moneyKind: MoneyKind | null;
  orderNumber: string;
  remedies: string[];
  narrative: string;
  /** A case was seen before the own words stood: kept with the report, because it may have coloured them. */
  sawCaseFirst: boolean;
  sawCases: boolean;
  choice: "join" | "open" | "none" | null;
  joining: { reference: string; title: string } | null;
  opening: { title: string; summary: string };
  /** The case was opened by this very draft: its link is shown on the receipt. */
  opened: boolean;
  files: KeptFile[];
  consents: { sensitive: boolean; counting: boolean };
  seen: Seen | null;
  keys: { report: string; open: string };
  /** The body as it was first sent: a retry after a lost answer must be the same request. */
  outgoing: string | null;
  sent: { reportId: string; reportReference: string; caseReference: string | null } | null;
}

const CURRENCY: Record<string, string> = { zh: "CNY", en: "CNY", id: "IDR" };

export function emptyDraft(lang: string): Draft {
  return {
    id: newKey(),
    startedAt: new Date().toISOString(),
    lang,
    step: "company",
    company: null,
    issueId: null,
    issueTraits: { asksFee: false, caseAllowed: true },
    feeDemanded: null,
    when: { precision: null, on: "", text: "" },
    amount: { text: "", currency: CURRENCY[lang] ?? "CNY" },
    area: "",
    asked: { did: null, on: "", how: "", ticket: "", answer: "" },
    approached: null,
    authorities: [],
    moneyKind: null,
    orderNumber: "",
    remedies: [],
    narrative: "",
    sawCaseFirst: false,
    sawCases: false,
    choice: null,
    joining: null,
    opening: { title: "", summary: "" },
    opened: false,
    files: [],
    consents: { sensitive: false, counting: false },
    seen: null,
    keys: { report: newKey(), open: newKey() },
    outgoing: null,
    sent: null,
  };
}

/** Whether there is anything worth keeping or carrying on. */
export function hasContent(draft: Draft): boolean {
  return Boolean(draft.company || draft.issueId || draft.narrative || draft.files.length > 0);
}

/** Someone asks for money to let money go: the sign of a scam, not of a slow company. */
export function looksLikeScam(draft: Draft): boolean {
  return draft.feeDemanded === true;
}

/** Changing the own words after cases were shown is remembered. */
export function withNarrative(draft: Draft, narrative: string): Draft {
  const changed = narrative !== draft.narrative;
  return { ...draft, narrative, sawCaseFirst: draft.sawCaseFirst || (draft.sawCases && changed) };
}

interface IssueTraits {
  id: string;
  asks_fee_question: boolean;
  case_allowed: boolean;
}

/** A problem with what the taxonomy says of it; "I can't say" asks the fee question to be on the safe side. */
export function withIssue(draft: Draft, id: string, issue: IssueTraits | undefined): Draft {
  const traits = { asksFee: issue?.asks_fee_question ?? true, caseAllowed: issue?.case_allowed ?? true };
  return {
    ...draft,
    issueId: id,
    issueTraits: traits,
    feeDemanded: traits.asksFee ? draft.feeDemanded : null,
  };
}

/** Another company makes the earlier choice of a case meaningless. */
export function withoutChoice(draft: Draft): Draft {
  return { ...draft, choice: null, joining: null };
}
