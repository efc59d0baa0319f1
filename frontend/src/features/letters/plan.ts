import type { ChoicesRead, LetterPlan, SentFiling } from "./queries";

export type Demand = NonNullable<LetterPlan["demands"]>[number];
export type Stated = NonNullable<LetterPlan["stated"]>[number];
export type Moment = NonNullable<LetterPlan["timeline"]>[number];

/** What the form holds: the plan with every list present and paragraphs as one text. */
export interface PlanForm {
  kind_id: string;
  lang: "zh" | "en" | "id";
  channel_id: string;
  title: string;
  problem: string;
  facts: string;
  impact: string;
  prior: string;
  demands: Demand[];
  stated: Stated[];
  timeline: Moment[];
  laws: string[];
  reply_days: string;
  reply_period_law: string;
  reply_to: string;
  previous_on: string;
  previous_reference: string;
  /** One name a line. */
  handed_in_by: string;
}

/** Starts a form from a letter's last version, or empty. */
export function formOf(plan: LetterPlan | null, lang: "zh" | "en" | "id"): PlanForm {
  return {
    kind_id: plan?.kind_id ?? "",
    lang: plan?.lang ?? lang,
    channel_id: plan?.channel_id ?? "",
    title: plan?.title ?? "",
    problem: plan?.problem ?? "",
    facts: plan?.common_facts?.join("\n\n") ?? "",
    impact: plan?.impact ?? "",
    prior: plan?.prior ?? "",
    demands: plan?.demands ?? [],
    stated: plan?.stated ?? [],
    timeline: plan?.timeline ?? [],
    laws: plan?.laws?.filter((law) => law.condition_confirmed).map((law) => law.law_id) ?? [],
    reply_days: plan?.reply_days ? String(plan.reply_days) : "",
    reply_period_law: plan?.reply_period_law ?? "",
    reply_to: plan?.reply_to ?? "",
    previous_on: plan?.previous?.sent_on ?? "",
    previous_reference: plan?.previous?.reference ?? "",
    handed_in_by: plan?.handed_in_by?.join("\n") ?? "",
  };
}

/** A new letter to a recipient that was chosen before, of the first kind that may go there. */
export function toChannel(form: PlanForm, channel: string | null, choices: ChoicesRead): PlanForm {
  const kind = channel && choices.kinds.find((one) => one.channels.includes(channel));
  return kind ? { ...form, kind_id: kind.id, channel_id: channel } : form;
}

function blank(text: string): string | null {
  return text.trim() || null;
}

/** The plan as the server takes it; a law is cited only because its condition was ticked. */
export function planOf(form: PlanForm, choices: ChoicesRead): LetterPlan {
  return {
    kind_id: form.kind_id,
    lang: form.lang,
    channel_id: form.channel_id,
    title: blank(form.title),
    problem: form.problem.trim(),
    common_facts: form.facts
      .split(/\n\s*\n/)
      .map((one) => one.trim())
      .filter(Boolean),
    impact: blank(form.impact),
    prior: blank(form.prior),
    demands: form.demands.map((one) => ({ ...one, what: blank(one.what ?? "") })),
    stated: form.stated,
    timeline: form.timeline,
    laws: form.laws.map((law_id) => ({ law_id, condition_confirmed: true })),
    reply_days: form.reply_days ? Number(form.reply_days) : null,
    reply_period_law: mayRestOnLaw(form, choices) ? cited(form) : null,
    reply_to: blank(form.reply_to),
    previous: namesPrevious(form, choices)
      ? { sent_on: form.previous_on, reference: form.previous_reference.trim() }
      : null,
    handed_in_by: linesOf(form.handed_in_by),
  };
}

const MOST_HANDS = 5;

/** How many of the names that hand the letter in are too many. */
export function handsTooMany(form: PlanForm): number {
  return Math.max(0, linesOf(form.handed_in_by).length - MOST_HANDS);
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);
}

function cited(form: PlanForm): string | null {
  return form.laws.includes(form.reply_period_law) ? form.reply_period_law : null;
}

function sectionsOf(form: PlanForm, choices: ChoicesRead): string[] {
  return choices.kinds.find((one) => one.id === form.kind_id)?.sections ?? [];
}

/** Whether this kind of letter is about an earlier one. */
export function namesPrevious(form: PlanForm, choices: ChoicesRead): boolean {
  return sectionsOf(form, choices).includes("previous_letter");
}

/** Whether the letter says who hands it in; names that stand in it already can always be taken out. */
export function hasHands(form: PlanForm, choices: ChoicesRead): boolean {
  return sectionsOf(form, choices).includes("representatives") || form.handed_in_by !== "";
}

/** Whether a law may be behind the period a company is asked to answer in: one that the same letter cites. */
export function mayRestOnLaw(form: PlanForm, choices: ChoicesRead): boolean {
  const company = choices.channels.find((one) => one.id === form.channel_id)?.type === "company";
  return company && form.laws.length > 0 && sectionsOf(form, choices).includes("legal_basis");
}

/** What is known of the letter sent last to a recipient: its number, and its arrival where that was proved. */
export function previousOf(filings: SentFiling[], channel: string): Partial<PlanForm> | null {
  const sent = filings.filter((one) => one.channel_id === channel && one.filed_on);
  sent.sort((a, b) => (a.filed_on ?? "").localeCompare(b.filed_on ?? ""));
  const last = sent[sent.length - 1];
  return last
    ? { previous_on: last.delivered_on ?? "", previous_reference: last.number ?? last.reference }
    : null;
}

/** Another recipient's earlier letter is another one: what was filled in of the last one's does not stay. */
export function withPrevious(
  form: PlanForm,
  part: Partial<PlanForm>,
  filings: SentFiling[] = [],
): Partial<PlanForm> {
  const channel = part.channel_id ?? form.channel_id;
  const was = channel !== form.channel_id && previousOf(filings, form.channel_id);
  if (!was) return part;
  // The day belongs to the number beside it, also where it was typed.
  if (form.previous_reference === was.previous_reference)
    return { ...part, ...(previousOf(filings, channel) ?? { previous_on: "", previous_reference: "" }) };
  return form.previous_on === was.previous_on ? { ...part, previous_on: "" } : part;
}

/** Whether every entry that stands in the form has all it needs, and none is too many; none is ever left out silently. */
export function isWhole(form: PlanForm, choices: ChoicesRead): boolean {
  const moments = form.timeline.flatMap((one) => [one.on, one.what, one.source]);
  const stated = form.stated.flatMap((one) => [one.name, one.value, one.source]);
  const previous = namesPrevious(form, choices) ? [form.previous_on, form.previous_reference] : [];
  const said = [...moments, ...stated, ...previous].every((one) => one.trim());
  return said && handsTooMany(form) === 0;
}

/** Recipients that a kind of letter may go to. */
export function channelsOf(choices: ChoicesRead, kindId: string) {
  const kind = choices.kinds.find((one) => one.id === kindId);
  return choices.channels.filter((channel) => kind?.channels.includes(channel.id));
}

export function mayKeep(form: PlanForm): boolean {
  return Boolean(form.kind_id && form.channel_id && form.problem.trim());
}
