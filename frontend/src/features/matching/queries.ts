import {
  type InfiniteData,
  useInfiniteQuery,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";

export type MatchRead = components["schemas"]["MatchRead"];
export type PairRead = components["schemas"]["PairRead"];
export type SignalRead = components["schemas"]["SignalRead"];
export type SignalVerdict = components["schemas"]["SignalVerdict"];
export type Shown = "open" | "later" | "weak" | "confirmed" | "dismissed";
export type Kind = "one_person" | "two_people" | "identical";
export type Persons = "one_person" | "two_people";
export type Act = "confirm" | "dismiss" | "unsure" | "undo";
export type SignalState = "open" | "reviewed" | "gone";
type QueuePage = components["schemas"]["Page_MatchRead_"];
type Queue = InfiniteData<QueuePage, string | undefined>;

/** A case's desk, or without a reference the moderators' desk over all cases. */
export interface Place {
  reference?: string;
}

function deskKey({ reference }: Place) {
  return reference ? ["desk", reference, "matches"] : ["moderation", "matches"];
}

function queueKey(place: Place, shown: Shown, kind: Kind | null, lang: string) {
  return [...deskKey(place), "queue", shown, kind, lang];
}

export function useQueue(place: Place, shown: Shown, kind: Kind | null) {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: queueKey(place, shown, kind, lang),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<QueuePage> => {
      const query = { shown, kind: kind ?? undefined, cursor: pageParam, limit: 20 };
      if (!place.reference) return answer(api.GET("/api/moderation/matches", { params: { query } }));
      const path = { reference: place.reference };
      return answer(api.GET("/api/cases/{reference}/matches", { params: { path, query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function usePair(place: Place, matchId: string) {
  const lang = useLang();
  return useQuery({
    queryKey: [...deskKey(place), "pair", matchId, lang],
    queryFn: (): Promise<PairRead> => {
      if (!place.reference)
        return answer(
          api.GET("/api/moderation/matches/{match_id}", { params: { path: { match_id: matchId } } }),
        );
      const path = { reference: place.reference, match_id: matchId };
      return answer(api.GET("/api/cases/{reference}/matches/{match_id}", { params: { path } }));
    },
  });
}

export function usePrecision(place: Place) {
  return useQuery({
    queryKey: [...deskKey(place), "precision"],
    queryFn: () => {
      if (!place.reference) return answer(api.GET("/api/moderation/matches/precision"));
      const path = { reference: place.reference };
      return answer(api.GET("/api/cases/{reference}/matches/precision", { params: { path } }));
    },
  });
}

function decide({ reference }: Place, match_id: string, act: Act): Promise<MatchRead> {
  if (!reference)
    return answer(
      api.POST("/api/moderation/matches/{match_id}/{act}", { params: { path: { match_id, act } } }),
    );
  const at = { params: { path: { reference, match_id } } };
  if (act === "confirm") return answer(api.POST("/api/cases/{reference}/matches/{match_id}/confirm", at));
  if (act === "dismiss") return answer(api.POST("/api/cases/{reference}/matches/{match_id}/dismiss", at));
  if (act === "unsure") return answer(api.POST("/api/cases/{reference}/matches/{match_id}/unsure", at));
  return answer(api.POST("/api/cases/{reference}/matches/{match_id}/undo", at));
}

const BECOMES = { confirm: "confirmed", dismiss: "dismissed", unsure: "unsure", undo: "undone" } as const;

/** One decision. The pair leaves the list at once, so that nobody waits; decisions reach the server in their order. */
export function useDecide(place: Place, shown: Shown, kind: Kind | null) {
  const client = useQueryClient();
  const lang = useLang();
  const shownKey = queueKey(place, shown, kind, lang);
  return useMutation({
    scope: { id: `${deskKey(place)}` },
    mutationKey: [...deskKey(place), "decide"],
    mutationFn: ({ match, act }: { match: MatchRead; act: Act }) => decide(place, match.id, act),
    onMutate: async ({ match, act }) => {
      await client.cancelQueries({ queryKey: shownKey });
      const after = { ...match, state: BECOMES[act] };
      client.setQueryData<Queue>(shownKey, (queue) => queue && moved(queue, after, act === "undo"));
    },
    onSuccess: (decided, { act }) => {
      if (act === "undo") client.setQueryData<Queue>(shownKey, (queue) => queue && saidAnew(queue, decided));
      client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === deskKey(place)[0] && `${queryKey}` !== `${shownKey}`,
        refetchType: "none",
      });
      client.invalidateQueries({ queryKey: [...deskKey(place), "precision"] });
    },
    onError: () => client.invalidateQueries({ queryKey: deskKey(place) }),
  });
}

/** Whether a decision that stands on the screen has not reached the server yet. */
export function useUnsent(place: Place): boolean {
  return useIsMutating({ mutationKey: [...deskKey(place), "decide"] }) > 0;
}

/** The list without a decided pair; one that had left it stands first again when that is undone. */
function moved(queue: Queue, match: MatchRead, undone: boolean): Queue {
  const back = undone && !queue.pages.some((page) => page.items.some((one) => one.id === match.id));
  const pages = queue.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.id !== match.id),
  }));
  const [first, ...others] = pages;
  if (!back || !first) return { ...queue, pages };
  return { ...queue, pages: [{ ...first, items: [match, ...first.items] }, ...others] };
}

/** The list with a pair's state as the server says it: undone, it is what it was before the decision. */
function saidAnew(queue: Queue, { id, state }: MatchRead): Queue {
  const items = (page: QueuePage) => page.items.map((one) => (one.id === id ? { ...one, state } : one));
  return { ...queue, pages: queue.pages.map((page) => ({ ...page, items: items(page) })) };
}

export function useIdentical(reference: string, kind: Persons) {
  const lang = useLang();
  return useQuery({
    queryKey: ["desk", reference, "matches", "identical", kind, lang],
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/matches/identical", {
          params: { path: { reference }, query: { kind } },
        }),
      ),
    staleTime: 0,
  });
}

export function useConfirmIdentical(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { kind: Persons; digest: string }) =>
      answer(
        api.POST("/api/cases/{reference}/matches/identical", {
          params: { path: { reference }, header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}

/** Takes back a batch of a case, from the desk that shows it. */
export function useUndoBulk(reference: string, place: Place) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (bulk_id: string) =>
      answer(
        api.POST("/api/cases/{reference}/matches/bulks/{bulk_id}/undo", {
          params: { path: { reference, bulk_id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: deskKey(place) }),
  });
}

export function useSignals(place: Place, state: SignalState) {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: ["signals", place.reference ?? "", state, lang],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { state, cursor: pageParam, limit: 20 };
      if (!place.reference) return answer(api.GET("/api/moderation/signals", { params: { query } }));
      const path = { reference: place.reference };
      return answer(api.GET("/api/cases/{reference}/signals", { params: { path, query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useReviewSignal(signal: SignalRead) {
  const client = useQueryClient();
  const path = { reference: signal.case_reference, signal_id: signal.id };
  return useMutation({
    mutationFn: (body: SignalVerdict) =>
      answer(
        api.POST("/api/cases/{reference}/signals/{signal_id}/review", {
          params: { path, header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["signals"] }),
  });
}

export function useReopenSignal(signal: SignalRead) {
  const client = useQueryClient();
  const path = { reference: signal.case_reference, signal_id: signal.id };
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/api/cases/{reference}/signals/{signal_id}/reopen", { params: { path } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["signals"] }),
  });
}

export function useIsModerator(): boolean {
  const who = useQuery({
    queryKey: ["sign-in"],
    queryFn: () => answer(api.GET("/api/sign-in")),
    staleTime: 300_000,
  });
  return (who.data?.roles ?? []).some((role) => role === "moderator" || role === "admin");
}
