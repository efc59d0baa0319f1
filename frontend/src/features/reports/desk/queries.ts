import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components, paths } from "~/api/schema";
import { handOver } from "~/lib/handOver";
import { newKey } from "~/lib/ids";
import { useRepeats } from "~/lib/repeats";

export type MemberRead = components["schemas"]["MemberRead"];
export type MemberDetail = components["schemas"]["MemberDetail"];
export type TallyRead = components["schemas"]["TallyRead"];

function at(reference: string) {
  return { params: { path: { reference } } };
}

export function useTally(reference: string) {
  return useQuery({
    queryKey: ["desk", reference, "tally"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/tally", at(reference))),
  });
}

type MembersQuery = NonNullable<paths["/api/cases/{reference}/members"]["get"]["parameters"]["query"]>;

/** How many members fit, and where each page of so many begins. */
export function fetchOutline(reference: string, query: MembersQuery) {
  return answer(
    api.GET("/api/cases/{reference}/members/outline", { params: { path: { reference }, query } }),
  );
}

export function fetchMembers(reference: string, query: MembersQuery) {
  return answer(api.GET("/api/cases/{reference}/members", { params: { path: { reference }, query } }));
}

export function useMember(reference: string, membership_id: string) {
  return useQuery({
    queryKey: ["desk", reference, "member", membership_id],
    gcTime: 0,
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/members/{membership_id}", {
          params: { path: { reference, membership_id } },
        }),
      ),
  });
}

function useRefresh(reference: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["desk", reference] });
}

export function useReject(reference: string) {
  const refresh = useRefresh(reference);
  return useMutation({
    mutationFn: ({ report_id, reason_code }: { report_id: string; reason_code: string }) =>
      answer(
        api.POST("/api/cases/{reference}/reports/{report_id}/reject", {
          params: { path: { reference, report_id } },
          body: { reason_code },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useAccept(reference: string) {
  const refresh = useRefresh(reference);
  return useMutation({
    mutationFn: (report_id: string) =>
      answer(
        api.POST("/api/cases/{reference}/reports/{report_id}/accept", {
          params: { path: { reference, report_id } },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useNoteMembers(reference: string) {
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: components["schemas"]["NoteBody"]) =>
      answer(
        api.POST("/api/cases/{reference}/messages", {
          params: { path: { reference }, header: { "Idempotency-Key": once.keyOf(body) } },
          body,
        }),
      ),
    onSuccess: once.arrived,
  });
}

export type ExportColumn = components["schemas"]["MemberColumnRead"];

export function useExportColumns(reference: string, lang: "zh" | "en" | "id", open: boolean) {
  return useQuery({
    queryKey: ["desk", reference, "columns", lang],
    enabled: open,
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/members/columns", {
          params: { path: { reference }, query: { lang } },
        }),
      ),
  });
}

/** Fetches the workbook and hands it to the browser as a file. */
export function useExport(reference: string, lang: "zh" | "en" | "id") {
  return useMutation({
    mutationFn: async (body: components["schemas"]["ExportBody"]) => {
      const book = await answer(
        api.POST("/api/cases/{reference}/members/export", {
          params: { path: { reference }, query: { lang } },
          body,
          parseAs: "blob",
        }),
      );
      handOver(book as Blob, `members-${reference}.xlsx`);
    },
  });
}

export function useCheckGroupText(reference: string, lang: "zh" | "en" | "id") {
  return useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST("/api/cases/{reference}/group-texts/check", {
          params: { path: { reference }, query: { lang } },
          body: { text },
        }),
      ),
  });
}

/** Whether a moderator looks at this desk: only they may set a person aside. */
export function useIsStaff(): boolean {
  const who = useQuery({
    queryKey: ["sign-in"],
    queryFn: () => answer(api.GET("/api/sign-in")),
    staleTime: 300_000,
  });
  return (who.data?.roles ?? []).some((role) => role === "moderator" || role === "admin");
}

export function useSetAside(reference: string) {
  const refresh = useRefresh(reference);
  return useMutation({
    mutationFn: ({
      membership_id,
      ...body
    }: {
      membership_id: string;
      reason_code: string;
      reason: string;
    }) =>
      answer(
        api.POST("/api/cases/{reference}/members/{membership_id}/set-aside", {
          params: { path: { reference, membership_id }, header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

/** Counts a person again who is set aside: an appeal upheld, or a mistake that nobody appealed. */
export function useLift(reference: string) {
  const refresh = useRefresh(reference);
  return useMutation({
    mutationFn: ({ decision_id, reason }: { decision_id: string; reason: string }) =>
      answer(
        api.POST("/api/moderation/appeals/{decision_id}", {
          params: { path: { decision_id } },
          body: { restore: true, reason },
        }),
      ),
    onSuccess: refresh,
  });
}
