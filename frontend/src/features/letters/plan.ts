import type { ChoicesRead, LetterPlan } from "./queries";

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
  reply_to: string;
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
    reply_to: plan?.reply_to ?? "",
  };
}

function blank(text: string): string | null {
  return text.trim() || null;
}

/** The plan as the server takes it; a law is cited only because its condition was ticked. */
export function planOf(form: PlanForm, before: LetterPlan | null): LetterPlan {
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
    reply_period_law: before?.reply_period_law ?? null,
    reply_to: blank(form.reply_to),
    previous: before?.previous ?? null,
    handed_in_by: before?.handed_in_by ?? [],
  };
}

/** Whether every entry that stands in the form has all it needs; none is ever left out silently. */
export function isWhole(form: PlanForm): boolean {
  const moments = form.timeline.flatMap((one) => [one.on, one.what, one.source]);
  const stated = form.stated.flatMap((one) => [one.name, one.value, one.source]);
  return [...moments, ...stated].every((one) => one.trim());
}

/** Recipients that a kind of letter may go to. */
export function channelsOf(choices: ChoicesRead, kindId: string) {
  const kind = choices.kinds.find((one) => one.id === kindId);
  return choices.channels.filter((channel) => kind?.channels.includes(channel.id));
}

export function mayKeep(form: PlanForm): boolean {
  return Boolean(form.kind_id && form.channel_id && form.problem.trim());
}
