import { isMonth } from "~/lib/dates";
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
  /** A recording stays with the person: only its name, size and SHA-256 are listed. */
  keptByMe?: { sha256: string };
  /** False until its copy lies on this device: a page that died before says so instead of losing it silently. */
  stored?: boolean;
  /** When the file itself was last changed: with name and size it tells a second choosing of the same file. */
  changed?: number;
}

export interface Draft {
  id: string;
  /** Counts the changes: of two kept states the higher is the newer. */
  revision: number;
  startedAt: string;
  lang: string;
  step: string;
  company: { id: string | null; name: string } | null;
  /** What stands in the search field, chosen or not. */
  companyWords: string;
  issueId: string | null;
  /** What the taxonomy says of this problem. */
  issueTraits: { asksFee: boolean; caseAllowed: boolean };
  feeDemanded: boolean | null;
  /** Each precision keeps its own answer, so that trying another one loses nothing. */
  when: { precision: Precision | null; day: string; month: string; text: string };
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
  /** The case to join, with its company where it was found among all: that need not be the one typed. */
  joining: { reference: string; title: string; company?: { id: string; name: string } } | null;
  opening: { title: string; summary: string };
  /** The case was opened by this very draft: its link is shown on the receipt. */
  opened: boolean;
  files: KeptFile[];
  consents: { sensitive: boolean; counting: boolean };
  seen: Seen | null;
  keys: { report: string; open: string };
  /** The bodies as they were first sent: a retry after a lost answer must be the same request. */
  outgoing: string | null;
  outgoingCase: string | null;
  sent: {
    reportId: string;
    reportReference: string;
    caseReference: string | null;
    /** The case's public name, for the receipt. */
    caseTitle?: string | null;
  } | null;
}

const CURRENCY: Record<string, string> = { zh: "CNY", en: "CNY", id: "IDR" };

export function emptyDraft(lang: string): Draft {
  return {
    id: newKey(),
    revision: 0,
    startedAt: new Date().toISOString(),
    lang,
    step: "company",
    company: null,
    companyWords: "",
    issueId: null,
    issueTraits: { asksFee: false, caseAllowed: true },
    feeDemanded: null,
    when: { precision: null, day: "", month: "", text: "" },
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
    outgoingCase: null,
    sent: null,
  };
}

/** Whether there is anything worth keeping or carrying on. */
export function hasContent(draft: Draft): boolean {
  return Boolean(
    draft.company || draft.companyWords || draft.issueId || draft.narrative || draft.files.length > 0,
  );
}

/** Something was begun and has not been sent. */
export function isUnfinished(draft: Draft): boolean {
  return hasContent(draft) && !draft.sent;
}

/** Whether what was begun may be about this company and problem, so that its words can go there. */
export function mayBeAbout(draft: Draft, company: { id: string; name: string }, issueId: string): boolean {
  if (!draft.company) return true;
  const same = draft.company.id ? draft.company.id === company.id : draft.company.name === company.name;
  const open = draft.issueId === null || draft.issueId === "unspecified";
  return same && (open || draft.issueId === issueId);
}

/** The same answers, whatever device they lie on: only pictures and the place in the wizard may differ. */
export function sameAnswers(one: Draft, other: Draft): boolean {
  const words = (draft: Draft) =>
    JSON.stringify({ ...draft, files: [], revision: 0, step: "", lang: "", startedAt: "", sawCases: false });
  return words(one) === words(other);
}

/** Someone asks for money to let money go: the sign of a scam, not of a slow company. */
export function looksLikeScam(draft: Draft): boolean {
  return draft.issueTraits.asksFee && draft.feeDemanded === true;
}

/** The day or month that goes with the precision chosen. */
export function happenedOn({ when }: Draft): string {
  if (when.precision === "day") return when.day;
  const named = when.precision === "month" || when.precision === "about";
  return named && isMonth(when.month) ? when.month : "";
}

/** A request is under way whose answer never came: until it is known, nothing may be changed. */
export function isOutgoing(draft: Draft): boolean {
  return draft.outgoing !== null || draft.outgoingCase !== null;
}

/** Once it is sent the words are the server's to keep: this device forgets them, but for what the receipt needs. */
export function afterSending(draft: Draft, sent: NonNullable<Draft["sent"]>): Draft {
  const { files, opened, issueTraits, feeDemanded, seen, revision } = draft;
  return { ...emptyDraft(draft.lang), files, opened, issueTraits, feeDemanded, seen, revision, sent };
}

/** Files that still have to go up, and recordings that still have to be listed. */
export function waitingFiles(draft: Draft): KeptFile[] {
  return draft.files.filter((file) => file.state === "waiting");
}

/** Files that a sent report leaves on this device alone: not up yet, or not accepted. */
export function leftFiles(draft: Draft): KeptFile[] {
  return draft.sent ? draft.files.filter((file) => file.state !== "sent") : [];
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
  return { ...draft, issueId: id, issueTraits: traits };
}

/** Another company makes the earlier choice of a case meaningless. */
export function withoutChoice(draft: Draft): Draft {
  return { ...draft, choice: null, joining: null };
}

/** Other words in the search field: a company they can no longer mean is chosen no more, a proposed one bears them. */
export function withCompanyWords(draft: Draft, companyWords: string, names: string[]): Draft {
  const { company } = draft;
  const typed = companyWords.trim();
  const next = { ...draft, companyWords };
  if (!company || typed === draft.companyWords.trim()) return next;
  if (company.id === null) {
    return { ...withoutChoice(next), company: typed.length > 1 ? { id: null, name: typed } : null };
  }
  const sought = typed.toLowerCase();
  const meant = [company.name, ...names].some((name) => name.toLowerCase().includes(sought));
  return meant ? next : { ...withoutChoice(next), company: null };
}
