import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";

export type MemberRead = components["schemas"]["MemberRead"];
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

export function useMembers(reference: string, cursor: string | null) {
  return useQuery({
    queryKey: ["desk", reference, "members", cursor],
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/members", {
          params: { path: { reference }, query: { cursor: cursor ?? undefined, limit: 50 } },
        }),
      ),
    placeholderData: (before) => before,
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

export function useTellMembers(reference: string) {
  return useMutation({
    mutationFn: () => answer(api.POST("/api/cases/{reference}/messages", at(reference))),
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
          params: { path: { reference, membership_id } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}
