import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { Problem } from "~/api/problem";
import type { components } from "~/api/schema";
import { upload } from "~/api/upload";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";
import { type Draft, type KeptFile, withIssue } from "./draft/draft";
import { bodyOf, destination, type ReportCreate } from "./submitting";

export type RespondentRead = components["schemas"]["RespondentRead"];
export type ReportRead = components["schemas"]["ReportRead"];
export type CaseRead = components["schemas"]["CaseRead"];

export type SuggestedCase = components["schemas"]["SuggestedCase"];
/** A case to join: suggested, or the one the person came from (of which less is known here). */
export type CaseOffer = Pick<SuggestedCase, "reference" | "title" | "people" | "reasons">;

/** Companies by name or alias; without words, the whole list. */
export function useRespondentSearch(words: string) {
  const q = words.trim();
  return useQuery({
    queryKey: ["respondents", q],
    queryFn: () => answer(api.GET("/api/respondents", { params: { query: { q } } })),
    placeholderData: (before) => before,
  });
}

/** The taxonomy: kinds of problem in groups, in the reader's language. */
export function useIssues() {
  const lang = useLang();
  return useQuery({
    queryKey: ["issues", lang],
    queryFn: () => answer(api.GET("/api/reference/issues")),
    staleTime: 3_600_000,
  });
}

/** The exact words of every permission, as they are recorded. */
export function useConsentTexts() {
  const lang = useLang();
  return useQuery({
    queryKey: ["consent-texts", lang],
    queryFn: () => answer(api.GET("/api/consent-texts")),
    staleTime: 3_600_000,
  });
}

/** The case somebody came from, as the wizard's starting answers, with what the taxonomy says of its problem. */
export function useJoinTarget(reference: string | null) {
  return useQuery({
    queryKey: ["join-target", reference],
    enabled: Boolean(reference),
    queryFn: async () => {
      const [found, taxonomy] = await Promise.all([
        answer(api.GET("/api/cases/{reference}", { params: { path: { reference: reference ?? "" } } })),
        answer(api.GET("/api/reference/issues")),
      ]);
      return { found, issue: taxonomy.issues.find((one) => one.id === found.issue_id) };
    },
  });
}

export type JoinTarget = NonNullable<ReturnType<typeof useJoinTarget>["data"]>;

/** Company, problem and case as the case page has them; the person's own answers stay. */
export function withTarget(draft: Draft, { found, issue }: JoinTarget): Draft {
  return {
    ...withIssue(draft, found.issue_id, issue),
    company: { id: found.respondent.id, name: found.respondent.name },
    choice: "join",
    joining: { reference: found.reference, title: found.title },
    sawCaseFirst: true,
    sawCases: true,
  };
}

export async function keepParcel(text: string): Promise<string> {
  return (await answer(api.POST("/api/drafts", { body: { text } }))).code;
}

export async function fetchParcel(code: string): Promise<string> {
  return (await answer(api.POST("/api/drafts/resume", { body: { code } }))).text;
}

type Change = (how: (draft: Draft) => Draft) => void;

function withKey(key: string) {
  return { header: { "Idempotency-Key": key } };
}

/** The company's id; one that isn't listed is proposed first (the same name gives the same row). */
async function respondentOf(draft: Draft, change: Change): Promise<string> {
  if (draft.company?.id) return draft.company.id;
  const name = draft.company?.name ?? "";
  const made = await answer(api.POST("/api/respondents", { body: { name } }));
  change((old) => ({ ...old, company: { id: made.id, name } }));
  return made.id;
}

async function caseOf(draft: Draft, respondentId: string, change: Change): Promise<string | null> {
  const where = destination(draft);
  if (where === "none") return null;
  if (draft.joining && where === "join") return draft.joining.reference;
  const made = await answer(
    api.POST("/api/cases", {
      params: withKey(draft.keys.open),
      body: {
        respondent_id: respondentId,
        issue_id: draft.issueId ?? "unspecified",
        title: draft.opening.title.trim(),
        summary: draft.opening.summary.trim(),
        remedies: draft.remedies,
      },
    }),
  );
  change((old) => ({
    ...old,
    choice: "join",
    opened: true,
    joining: { reference: made.reference, title: made.title },
  }));
  return made.reference;
}

/** A lost answer leaves the body standing, so that the retry is the same request; a refusal frees it. */
async function submitOnce(draft: Draft, body: ReportCreate, change: Change): Promise<ReportRead> {
  const sending = draft.outgoing ? (JSON.parse(draft.outgoing) as ReportCreate) : body;
  change((old) => ({ ...old, outgoing: JSON.stringify(sending) }));
  try {
    return await answer(api.POST("/api/reports", { params: withKey(draft.keys.report), body: sending }));
  } catch (error) {
    const refused = error instanceof Problem && error.status >= 400 && error.status < 500;
    if (refused) change((old) => ({ ...old, outgoing: null, keys: { ...old.keys, report: newKey() } }));
    throw error;
  }
}

/** Sends the draft: the company if it is new, the case if it is new, then the report. Every step may be repeated. */
export function useSend() {
  const client = useQueryClient();
  return async (draft: Draft, change: Change) => {
    const respondentId = await respondentOf(draft, change);
    const reference = await caseOf(draft, respondentId, change);
    const report = await submitOnce(draft, bodyOf(draft, respondentId, reference), change);
    change((old) => ({
      ...old,
      outgoing: null,
      sent: { reportId: report.id, reportReference: report.reference, caseReference: report.case_reference },
    }));
    await client.invalidateQueries();
    return report;
  };
}

/** A file that the server will never take, however often it is sent (too many requests and sign-in excepted). */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && [400, 404, 409, 413, 415, 422].includes(error.status);
}

export function sendFile(reportId: string, blob: Blob, kept: KeptFile, onProgress: (share: number) => void) {
  return upload(reportId, blob, kept.name, kept.key, onProgress);
}

/** Cases that fit the person's own words: asked by POST, kept nowhere but on this screen. */
export function useSuggestions(draft: Draft) {
  const lang = useLang();
  const body = {
    text: draft.narrative.trim(),
    respondent_id: draft.company?.id ?? null,
    issue_id: draft.issueId,
  };
  return useQuery({
    queryKey: ["suggestions", lang, body],
    gcTime: 0,
    queryFn: async () => (await answer(api.POST("/api/suggestions", { body }))).cases,
  });
}
