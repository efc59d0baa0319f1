import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";

export type AuditRead = components["schemas"]["AuditRead"];
const LINES = 50;

/** What was done in a case, newest first, page by page; with what members did for themselves if `members`. */
export function useAudit(reference: string, members: boolean) {
  return useInfiniteQuery({
    queryKey: ["moderation", "audit", reference, members],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answer(
        api.GET("/api/cases/{reference}/audit", {
          params: { path: { reference }, query: { members, limit: LINES, cursor } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** What was decided about something that belongs to no case (a company, a role), perhaps in one room only. */
export function useHouseTrail(object_id: string, room?: string) {
  return useInfiniteQuery({
    queryKey: ["moderation", "trail", object_id, room],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answer(
        api.GET("/api/moderation/trail/{object_id}", {
          params: { path: { object_id }, query: { room, limit: LINES, cursor } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
