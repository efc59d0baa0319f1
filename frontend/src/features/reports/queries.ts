import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "~/api/client";
import { patience } from "~/api/patience";
import { isOffline } from "~/api/problem";
import type { components } from "~/api/schema";
import { upload } from "~/api/upload";
import type { Lang } from "~/i18n";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";
import { remembered } from "~/lib/vault";
import { type Draft, type KeptFile, mayBeAbout, withIssue, withoutChoice } from "./draft/draft";

export type RespondentRead = components["schemas"]["RespondentRead"];
export type ReportRead = components["schemas"]["ReportRead"];
export type CaseRead = components["schemas"]["CaseRead"];

export type SuggestedCase = components["schemas"]["SuggestedCase"];
/** A case to join: suggested, or the one the person came from (of which less is known here). */
export type CaseOffer = Pick<SuggestedCase, "reference" | "title" | "people" | "reasons"> &
  Partial<Pick<SuggestedCase, "respondent">>;

/** Companies by name or alias; without words, the whole list. Without a connection the list last seen is searched. */
export function useRespondentSearch(words: string) {
  const lang = useLang();
  const q = words.trim();
  return useQuery({
    queryKey: ["respondents", lang, q],
    queryFn: async () => {
      try {
        return q ? await ask(q) : await listed(lang);
      } catch (error) {
        if (!isOffline(error) || !q) throw error;
        return matching(await listed(lang), q);
      }
    },
    placeholderData: (before) => before,
    staleTime: 300_000,
  });
}

function ask(q: string): Promise<RespondentRead[]> {
  return answer(api.GET("/api/respondents", { params: { query: { q } } }));
}

function listed(lang: string): Promise<RespondentRead[]> {
  return remembered(`respondents.${lang}`, () => ask(""), isOffline);
}

function matching(list: RespondentRead[], q: string): RespondentRead[] {
  const sought = q.toLowerCase();
  return list.filter((one) =>
    [one.name, ...Object.values(one.names), ...one.aliases].some((name) =>
      name.toLowerCase().includes(sought),
    ),
  );
}

function issuesAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["issues", lang],
    queryFn: () => remembered(`issues.${lang}`, () => answer(api.GET("/api/reference/issues")), isOffline),
    staleTime: 3_600_000,
  });
}

function consentTextsAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["consent-texts", lang],
    queryFn: () => remembered(`consents.${lang}`, () => answer(api.GET("/api/consent-texts")), isOffline),
    staleTime: 3_600_000,
  });
}

/** The taxonomy: kinds of problem in groups, in the reader's language. */
export function useIssues() {
  return useQuery(issuesAsk(useLang()));
}

/** The exact words of every permission, as they are recorded. */
export function useConsentTexts() {
  return useQuery(consentTextsAsk(useLang()));
}

/** Asks at the start for what later questions can't be shown without: there may be no connection by then. */
export function useAskedAhead(): void {
  const client = useQueryClient();
  const lang = useLang();
  useEffect(() => {
    void client.prefetchQuery(issuesAsk(lang));
    void client.prefetchQuery(consentTextsAsk(lang));
  }, [client, lang]);
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
    companyWords: found.respondent.name,
    choice: "join",
    joining: { reference: found.reference, title: found.title },
    sawCaseFirst: true,
    sawCases: true,
  };
}

/** Whether a draft may become a report of this case: it is about its company and problem, and joins no other. */
export function fitsTarget(draft: Draft, { found }: JoinTarget): boolean {
  const joinsOther = draft.choice === "join" && draft.joining?.reference !== found.reference;
  return !joinsOther && mayBeAbout(draft, found.respondent, found.issue_id);
}

/** The company and problem that a public page led here with, as starting answers; nothing where either is unknown. */
export function useAbout(slug: string | null, issueId: string | null) {
  const lang = useLang();
  return useQuery({
    queryKey: ["report-about", lang, slug, issueId],
    enabled: Boolean(slug && issueId),
    queryFn: async () => {
      const [companies, taxonomy] = await Promise.all([ask(""), answer(api.GET("/api/reference/issues"))]);
      const company = companies.find((one) => one.slug === slug);
      const issue = taxonomy.issues.find((one) => one.id === issueId);
      return company && issue ? { company, issue } : null;
    },
  });
}

export type About = NonNullable<ReturnType<typeof useAbout>["data"]>;

/** Another company makes an earlier choice of a case meaningless; the person's own answers stay. */
export function withAbout(draft: Draft, { company, issue }: About): Draft {
  const same = draft.company?.id === company.id;
  return {
    ...withIssue(same ? draft : withoutChoice(draft), issue.id, issue),
    company: { id: company.id, name: company.name },
    companyWords: company.name,
  };
}

export async function keepParcel(text: string): Promise<string> {
  return (
    await answer(
      api.POST("/api/drafts", { params: { header: { "Idempotency-Key": newKey() } }, body: { text } }),
    )
  ).code;
}

export async function fetchParcel(code: string): Promise<string> {
  return (await answer(api.POST("/api/drafts/resume", { body: { code } }))).text;
}

export function sendFile(reportId: string, blob: Blob, kept: KeptFile, onProgress: (share: number) => void) {
  return upload(reportId, blob, kept.name, kept.key, onProgress);
}

/** A recording stays with the person: its name, size and SHA-256 are listed as they stated them. */
export function listRecording(report_id: string, kept: KeptFile, description: string) {
  const recording = { filename: kept.name, size: kept.size, sha256: kept.keptByMe?.sha256 ?? "" };
  const params = { path: { report_id }, header: { "Idempotency-Key": kept.key } };
  return answer(
    api.POST("/api/me/reports/{report_id}/evidence/kept-by-me", {
      params,
      body: { description, recording },
      signal: patience(),
    }),
  );
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
    queryFn: async ({ signal }) => (await answer(api.POST("/api/suggestions", { body, signal }))).cases,
  });
}
