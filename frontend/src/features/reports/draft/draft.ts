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
  files: KeptFile[];
  consents: { sensitive: boolean; counting: boolean };
  seen: Seen | null;
  keys: { report: string; respondent: string; open: string; join: string };
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
    files: [],
    consents: { sensitive: false, counting: false },
    seen: null,
    keys: { report: newKey(), respondent: newKey(), open: newKey(), join: newKey() },
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

/** Another company or problem makes the earlier choice of a case meaningless. */
export function withoutChoice(draft: Draft): Draft {
  return { ...draft, choice: null, joining: null };
}
