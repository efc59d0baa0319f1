import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useLang } from "~/lib/lang";

export type MatchRead = components["schemas"]["MatchRead"];
export type MatchState = "proposed" | "confirmed" | "dismissed" | "undone";
export type Decision = "confirm" | "dismiss" | "undo";

export function useMatches(reference: string, state: MatchState) {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: ["desk", reference, "matches", state, lang],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/matches", {
          params: { path: { reference }, query: { state, cursor: pageParam, limit: 20 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useDecideMatch(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ match_id, decision }: { match_id: string; decision: Decision }) => {
      const at = { params: { path: { reference, match_id } } };
      if (decision === "confirm")
        return answer(api.POST("/api/cases/{reference}/matches/{match_id}/confirm", at));
      if (decision === "dismiss")
        return answer(api.POST("/api/cases/{reference}/matches/{match_id}/dismiss", at));
      return answer(api.POST("/api/cases/{reference}/matches/{match_id}/undo", at));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}
