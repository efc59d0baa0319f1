import { today } from "~/lib/dates";
import { asLang } from "~/lib/lang";
import { toMinor } from "~/lib/money";
import { type Draft, happenedOn, isOutgoing, looksLikeScam } from "./draft";

export const STEPS = [
  "company",
  "issue",
  "scam",
  "when",
  "amount",
  "area",
  "asked",
  "authorities",
  "money",
  "remedy",
  "story",
  "match",
  "evidence",
  "seen",
  "send",
] as const;
export type StepId = (typeof STEPS)[number];

/** The questions this person gets, in order. */
export function visibleSteps(draft: Draft): StepId[] {
  return STEPS.filter((step) => {
    if (step === "scam") return draft.issueTraits.asksFee;
    if (step === "match") return draft.issueTraits.caseAllowed && !looksLikeScam(draft);
    return true;
  });
}

export function isStep(value: string | undefined): value is StepId {
  return STEPS.includes(value as StepId);
}

/** Where a draft goes on: at the question it stopped at, or at the sending whose answer never came. */
export function stepOf(draft: Draft): StepId {
  if (isOutgoing(draft)) return "send";
  return isStep(draft.step) ? draft.step : "company";
}

export function after(step: StepId, draft: Draft): StepId | null {
  const steps = visibleSteps(draft);
  return steps[steps.indexOf(step) + 1] ?? null;
}

export function before(step: StepId, draft: Draft): StepId | null {
  const steps = visibleSteps(draft);
  return steps[steps.indexOf(step) - 1] ?? null;
}

export type Missing =
  | "company"
  | "issue"
  | "scam"
  | "when"
  | "month"
  | "future"
  | "distant"
  | "amount"
  | "how"
  | "authority"
  | "money"
  | "story"
  | "choice"
  | "title"
  | "summary"
  | "consents"
  | "seen";

export const STORY_LEAST = 10;
/** The server takes no day before; one so long ago is a slip. */
const EARLIEST_YEAR = "1970";
export const STORY_MOST = 20_000;

/** A day or month that has not come yet, or that is too long ago; none was said where it is empty. */
function wrongDay(on: string): Missing | null {
  if (on > today().slice(0, on.length)) return "future";
  return on && on.slice(0, EARLIEST_YEAR.length) < EARLIEST_YEAR ? "distant" : null;
}

function missingWhen(draft: Draft): Missing | null {
  const { when } = draft;
  const { precision } = when;
  const on = happenedOn(draft);
  if (precision === null) return "when";
  if (precision === "month" || precision === "about") {
    if (when.month ? !on : precision === "month") return "month";
  }
  if (precision === "day" && !on) return "when";
  return wrongDay(on);
}

/** A yes alone would be sent as if nobody had asked: it needs at least the way. */
function missingAsked({ asked }: Draft): Missing | null {
  if (!asked.did) return null;
  return asked.how ? wrongDay(asked.on) : "how";
}

/** Nothing of a body without a name can be sent. */
function missingAuthorities({ approached, authorities }: Draft): Missing | null {
  if (!approached) return null;
  if (authorities.length === 0 || authorities.some((one) => !one.name.trim())) return "authority";
  return authorities.map((one) => wrongDay(one.on)).find((lack) => lack) ?? null;
}

function missingMatch(draft: Draft): Missing | null {
  if (draft.choice === null) return "choice";
  if (draft.choice !== "open") return null;
  if (draft.opening.title.trim().length < 4) return "title";
  return draft.opening.summary.trim().length < 10 ? "summary" : null;
}

const CHECKS: Partial<Record<StepId, (draft: Draft) => Missing | null>> = {
  company: (draft) => (draft.company ? null : "company"),
  issue: (draft) => (draft.issueId ? null : "issue"),
  scam: (draft) => (draft.feeDemanded === null ? "scam" : null),
  when: missingWhen,
  amount: ({ amount, lang }) =>
    amount.text.trim() && toMinor(amount.text, amount.currency, asLang(lang)) === null ? "amount" : null,
  asked: missingAsked,
  authorities: missingAuthorities,
  money: (draft) => (draft.moneyKind ? null : "money"),
  story: (draft) => (draft.narrative.trim().length < STORY_LEAST ? "story" : null),
  match: missingMatch,
  seen: (draft) => {
    if (!draft.consents.sensitive || !draft.consents.counting) return "consents";
    return draft.seen ? null : "seen";
  },
};

/** What still has to be said on this screen before the next; null when one may go on. */
export function missing(step: StepId, draft: Draft): Missing | null {
  return CHECKS[step]?.(draft) ?? null;
}

/** The first screen that isn't answered yet: where a sending that can't succeed leads back to. */
export function firstOpen(draft: Draft): StepId | null {
  return visibleSteps(draft).find((step) => missing(step, draft) !== null) ?? null;
}
