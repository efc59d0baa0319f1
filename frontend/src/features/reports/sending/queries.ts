import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { patience } from "~/api/patience";
import { Problem } from "~/api/problem";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";
import { afterSending, type Draft } from "../draft/draft";
import { bodyOf, companyOf, destination, type ReportCreate } from "../submitting";

type CaseCreate = components["schemas"]["CaseCreate"];
type Change = (how: (draft: Draft) => Draft) => void;

function withKey(key: string) {
  return { header: { "Idempotency-Key": key } };
}

/** The server looked at this very body and will never take it: only then may another request take its place. */
export function isVerdict(error: unknown): boolean {
  if (!(error instanceof Problem) || error.code.startsWith("core.idempotency")) return false;
  return [400, 404, 409, 413, 415, 422].includes(error.status);
}

/** Another browser, to which the draft was carried, had used the draft's key for a report or a case that differs. */
export class UsedElsewhere extends Error {
  readonly what: "report" | "case";

  constructor(what: "report" | "case") {
    super(what);
    this.what = what;
  }
}

function isReused(error: unknown): boolean {
  return error instanceof Problem && error.code === "core.idempotency_reused";
}

/** The company's id; one that isn't listed is proposed first (the same name gives the same row). */
async function respondentOf(draft: Draft, change: Change): Promise<string> {
  const company = companyOf(draft);
  if (company?.id) return company.id;
  const name = company?.name ?? "";
  const made = await answer(
    api.POST("/api/respondents", { params: withKey(newKey()), body: { name }, signal: patience() }),
  );
  change((old) => ({ ...old, company: { id: made.id, name } }));
  return made.id;
}

function caseBody(draft: Draft, respondentId: string): CaseCreate {
  return {
    respondent_id: respondentId,
    issue_id: draft.issueId ?? "unspecified",
    title: draft.opening.title.trim(),
    summary: draft.opening.summary.trim(),
    remedies: draft.remedies,
  };
}

async function caseOf(draft: Draft, respondentId: string, change: Change): Promise<string | null> {
  const where = destination(draft);
  if (where === "none") return null;
  if (draft.joining && where === "join") return draft.joining.reference;
  const body: CaseCreate = draft.outgoingCase
    ? JSON.parse(draft.outgoingCase)
    : caseBody(draft, respondentId);
  change((old) => ({ ...old, outgoingCase: JSON.stringify(body) }));
  try {
    const made = await answer(
      api.POST("/api/cases", { params: withKey(draft.keys.open), body, signal: patience() }),
    );
    const joining = { reference: made.reference, title: made.title };
    change((old) => ({ ...old, choice: "join", opened: true, joining, outgoingCase: null }));
    return made.reference;
  } catch (error) {
    const used = isReused(error);
    if (used || isVerdict(error))
      change((old) => ({ ...old, outgoingCase: null, keys: { ...old.keys, open: newKey() } }));
    throw used ? new UsedElsewhere("case") : error;
  }
}

/** A lost answer leaves the body standing, so that the retry is the same request; a refusal frees it. */
async function submitOnce(draft: Draft, make: () => Promise<ReportCreate>, change: Change) {
  const sending: ReportCreate = draft.outgoing ? JSON.parse(draft.outgoing) : await make();
  change((old) => ({ ...old, outgoing: JSON.stringify(sending) }));
  try {
    const params = withKey(draft.keys.report);
    return await answer(api.POST("/api/reports", { params, body: sending, signal: patience() }));
  } catch (error) {
    if (isVerdict(error))
      change((old) => ({ ...old, outgoing: null, keys: { ...old.keys, report: newKey() } }));
    throw isReused(error) ? new UsedElsewhere("report") : error;
  }
}

/** Sends the draft: the company if it is new, the case if it is new, then the report. Every step may be repeated. */
export function useSend() {
  const client = useQueryClient();
  return async (draft: Draft, changeInHand: Change) => {
    // By the time of an answer another tab may have put another draft in hand: nothing of this one goes into that.
    const change: Change = (how) => changeInHand((old) => (old.id === draft.id ? how(old) : old));
    // Asked first, so that a connection that is simply down locks nothing in.
    await answer(api.GET("/api/sign-in", { signal: patience() }));
    const make = async () => {
      const respondentId = await respondentOf(draft, change);
      return bodyOf(draft, respondentId, await caseOf(draft, respondentId, change));
    };
    const report = await submitOnce(draft, make, change);
    const sent = {
      reportId: report.id,
      reportReference: report.reference,
      caseReference: report.case_reference,
      caseTitle: report.case_title,
    };
    change((old) => afterSending(old, sent));
    await client.invalidateQueries();
    return report;
  };
}
