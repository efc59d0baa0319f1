import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";

export type ReportRead = components["schemas"]["ReportRead"];
export type ConsentRead = components["schemas"]["ConsentRead"];
export type ReportCorrect = components["schemas"]["ReportCorrect"];
export type SharingRead = components["schemas"]["SharingRead"];
export type MyCase = components["schemas"]["MyCase"];

const ME = ["me"];

export function useMyReports() {
  const lang = useLang();
  return useQuery({
    queryKey: [...ME, "reports", lang],
    queryFn: () => answer(api.GET("/api/me/reports", { params: { query: { limit: 200 } } })),
  });
}

export function useMyReport(report_id: string) {
  const lang = useLang();
  return useQuery({
    queryKey: [...ME, "report", report_id, lang],
    queryFn: () => answer(api.GET("/api/me/reports/{report_id}", { params: { path: { report_id } } })),
  });
}

export function useMyCases() {
  return useQuery({ queryKey: [...ME, "cases"], queryFn: () => answer(api.GET("/api/me/cases")) });
}

export function useConsents() {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: [...ME, "consents", lang],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/me/consents", { params: { query: { cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ME }),
      client.invalidateQueries({ queryKey: ["case"] }),
    ]);
}

/** Cases that fit a report that has none yet. */
export function useSuggestionsFor(report: ReportRead) {
  const lang = useLang();
  const body = {
    text: report.narrative ?? "",
    respondent_id: report.respondent_id,
    issue_id: report.issue_id,
  };
  return useQuery({
    queryKey: ["suggestions", lang, body],
    gcTime: 0,
    queryFn: async () => (await answer(api.POST("/api/suggestions", { body }))).cases,
  });
}

function join(report_id: string, case_reference: string) {
  return answer(
    api.POST("/api/me/reports/{report_id}/join", {
      params: { path: { report_id }, header: { "Idempotency-Key": newKey() } },
      body: { case_reference },
    }),
  );
}

/** Puts a report that has no case yet into one; `done` is said before what it changes is shown. */
export function useJoinCase(done?: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ report_id, case_reference }: { report_id: string; case_reference: string }) =>
      join(report_id, case_reference),
    onSuccess: () => {
      done?.();
      return refresh();
    },
  });
}

/** Opens a case with a report's facts and puts the report into it; what was done before a cut is not done again. */
export function useOpenWith(report: ReportRead, done: (reference: string) => void) {
  const refresh = useRefresh();
  const tried = useRef({ words: "", key: "", reference: "" });
  return useMutation({
    mutationFn: async (words: { title: string; summary: string }) => {
      const said = JSON.stringify(words);
      if (!tried.current.reference && tried.current.words !== said) {
        tried.current = { words: said, key: newKey(), reference: "" };
      }
      if (!tried.current.reference) {
        const { respondent_id, issue_id, remedies } = report;
        const header = { "Idempotency-Key": tried.current.key };
        const body = { respondent_id, issue_id, remedies, ...words };
        const made = await answer(api.POST("/api/cases", { params: { header }, body }));
        tried.current.reference = made.reference;
      }
      await join(report.id, tried.current.reference);
      return tried.current.reference;
    },
    onSuccess: (reference) => {
      done(reference);
      return refresh();
    },
  });
}

/** Whom a report may name its person to; the answer is the report as it stands then. */
export function useChoose(report_id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (choice: ReportRead["choice"]) =>
      answer(
        api.PUT("/api/me/reports/{report_id}/choice", { params: { path: { report_id } }, body: { choice } }),
      ),
    onSuccess: refresh,
  });
}

export function useCorrectReport(report_id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: ReportCorrect) =>
      answer(api.PATCH("/api/me/reports/{report_id}", { params: { path: { report_id } }, body })),
    onSuccess: refresh,
  });
}

export function useWithdrawReport() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (report_id: string) =>
      answer(api.POST("/api/me/reports/{report_id}/withdraw", { params: { path: { report_id } } })),
    onSuccess: refresh,
  });
}

export function useEraseReport() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (report_id: string) =>
      answer(api.DELETE("/api/me/reports/{report_id}", { params: { path: { report_id } } })),
    onSuccess: refresh,
  });
}

export function useTakeBack() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (consent_id: string) =>
      answer(api.DELETE("/api/me/consents/{consent_id}", { params: { path: { consent_id } } })),
    onSuccess: refresh,
  });
}

export function useWithdrawFromCase() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (reference: string) =>
      answer(api.POST("/api/cases/{reference}/withdraw", { params: { path: { reference } } })),
    onSuccess: refresh,
  });
}

export function useRejoin() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (reference: string) =>
      answer(api.POST("/api/cases/{reference}/rejoin", { params: { path: { reference } } })),
    onSuccess: refresh,
  });
}

export function useAppeal() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ reference, text }: { reference: string; text: string }) =>
      answer(api.POST("/api/cases/{reference}/appeal", { params: { path: { reference } }, body: { text } })),
    onSuccess: refresh,
  });
}

/** One's name in the group and what each organizer of a case may see. */
export function useSharing(reference: string) {
  return useQuery({
    queryKey: ["case", reference, "share"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/share", { params: { path: { reference } } })),
  });
}

export function useNickname(reference: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (nickname: string | null) =>
      answer(
        api.PUT("/api/cases/{reference}/nickname", { params: { path: { reference } }, body: { nickname } }),
      ),
    onSuccess: refresh,
  });
}

export function useShare() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ reference, ...body }: { reference: string; organizer_id: string; fields: string[] }) =>
      answer(api.PUT("/api/cases/{reference}/share", { params: { path: { reference } }, body })),
    onSuccess: refresh,
  });
}
