import type { Lang } from "~/i18n";
import { isMonth, today } from "~/lib/dates";
import { toMinor, typed } from "~/lib/money";
import type { ReportCorrect, ReportRead } from "./queries";

/** The facts of a report as one types them. */
export interface Facts {
  precision: string;
  day: string;
  month: string;
  amount: string;
  currency: string;
  area: string;
  asked: string;
  answer: string;
  order: string;
  noOrder: boolean;
}

export function factsOf(report: ReportRead, lang: Lang): Facts {
  return {
    precision: report.happened_precision,
    day: report.happened_precision === "day" ? (report.happened_on ?? "") : "",
    month: report.happened_on?.slice(0, 7) ?? "",
    amount: typed(report.amount_minor, report.currency, lang),
    currency: report.currency ?? "CNY",
    area: report.area ?? "",
    asked: report.asked_on ?? "",
    answer: report.company_answer ?? "",
    order: "",
    noOrder: false,
  };
}

/** Which facts were changed, by the names that the sheet's unclear values carry too. */
function touched(now: Facts, before: Facts): Record<string, boolean> {
  const differ = (...names: (keyof Facts)[]) => names.some((name) => now[name] !== before[name]);
  return {
    happened_on: differ("precision", "day", "month"),
    amount: differ("amount") || (now.amount !== "" && differ("currency")),
    area: differ("area"),
    asked_on: differ("asked"),
    company_answer: differ("answer"),
    order_number: now.noOrder || now.order.trim() !== "",
  };
}

const hasMonth = (precision: string) => precision === "month" || precision === "about";

/** What the date still lacks for the precision chosen: until then it can't be saved, and what stands is kept. */
export function lackOfDate(now: Facts): "when" | "month" | "future" | null {
  if (now.precision === "day" && !now.day) return "when";
  if (hasMonth(now.precision) && !isMonth(now.month)) return "month";
  const on = now.precision === "day" ? now.day : hasMonth(now.precision) ? now.month : "";
  return on > today().slice(0, on.length) ? "future" : null;
}

function happened(now: Facts): ReportCorrect {
  if (now.precision === "day" && now.day) return { happened_on: now.day, happened_precision: "day" };
  if (hasMonth(now.precision) && isMonth(now.month)) {
    return { happened_on: `${now.month}-01`, happened_precision: now.precision as "month" | "about" };
  }
  return { happened_on: null, happened_precision: "unknown" };
}

/** What to send: only what was changed, or confirmed as it stands. */
export function correction(now: Facts, report: ReportRead, confirmed: string[], lang: Lang): ReportCorrect {
  const changed = touched(now, factsOf(report, lang));
  const wanted = (name: string) => changed[name] || confirmed.includes(name);
  const body: ReportCorrect = wanted("happened_on") ? happened(now) : {};
  if (wanted("amount")) {
    body.amount_minor = toMinor(now.amount, now.currency, lang);
    body.currency = body.amount_minor === null ? null : now.currency;
  }
  if (wanted("area")) body.area = now.area || null;
  if (wanted("asked_on")) body.asked_on = now.asked || null;
  if (wanted("company_answer")) body.company_answer = now.answer.trim() || null;
  if (wanted("order_number")) body.order_number = now.noOrder ? null : now.order.trim();
  return body;
}
