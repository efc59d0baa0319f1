import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import type { Lang } from "~/i18n";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";

export type CaseRead = components["schemas"]["CaseRead"];
export type CaseListed = components["schemas"]["CaseListed"];
export type RemovalRead = components["schemas"]["RemovalRead"];
export type TimelineRead = components["schemas"]["TimelineRead"];
export type ReplyRead = components["schemas"]["ReplyRead"];

function at(reference: string) {
  return { params: { path: { reference } } };
}

export function useCases(words: string, respondent?: string) {
  const lang = useLang();
  const q = words.trim();
  return useInfiniteQuery({
    queryKey: ["cases", lang, q, respondent ?? ""],
    meta: { main: true },
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/cases", { params: { query: { q, respondent, cursor: pageParam, limit: 20 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The name of a company that an address names; its place in the address until the name is here. */
export function useCompanyName(slug: string | undefined): string {
  const lang = useLang();
  const found = useQuery({
    queryKey: ["respondent", slug ?? "", lang],
    queryFn: () => answer(api.GET("/api/respondents/{slug}", { params: { path: { slug: slug ?? "" } } })),
    enabled: slug !== undefined,
  });
  return found.data?.name ?? slug ?? "";
}

export function caseAsk(reference: string, lang: Lang) {
  return queryOptions({
    queryKey: ["case", reference, "page", lang],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/cases/{reference}", at(reference))),
  });
}

export function useCase(reference: string) {
  return useQuery(caseAsk(reference, useLang()));
}

export function timelineAsk(reference: string) {
  return infiniteQueryOptions({
    queryKey: ["case", reference, "timeline"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/timeline", {
          params: { path: { reference }, query: { cursor: pageParam, limit: 20 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useTimeline(reference: string) {
  return useInfiniteQuery(timelineAsk(reference));
}

export function repliesAsk(reference: string) {
  return queryOptions({
    queryKey: ["case", reference, "replies"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/replies", at(reference))),
  });
}

export function useReplies(reference: string) {
  return useQuery(repliesAsk(reference));
}

export function companyRepliesAsk(slug: string) {
  return infiniteQueryOptions({
    queryKey: ["respondent", slug, "replies"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/respondents/{slug}/replies", {
          params: { path: { slug }, query: { cursor: pageParam, limit: 10 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useCompanyReplies(slug: string) {
  return useInfiniteQuery(companyRepliesAsk(slug));
}

export function removalsAsk(reference: string) {
  return queryOptions({
    queryKey: ["case", reference, "removals"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/removals", at(reference))),
  });
}

export function useRemovals(reference: string) {
  return useQuery(removalsAsk(reference));
}

export function issuesAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["issues", lang],
    queryFn: () => answer(api.GET("/api/reference/issues")),
    staleTime: 3_600_000,
  });
}

/** The name of a kind of problem, from the taxonomy that is fetched once. */
export function useIssueName(): (id: string) => string {
  const issues = useQuery(issuesAsk(useLang()));
  return (id) => issues.data?.issues.find((issue) => issue.id === id)?.name ?? "";
}

export function useFlag(reference: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { key: string; reason_code: string; text: string }) =>
      answer(
        api.POST("/api/cases/{reference}/flags", {
          params: { path: { reference }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
  });
}

export function useAllRemovals() {
  return useInfiniteQuery({
    queryKey: ["removals"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/removals", { params: { query: { cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useOwnFollows(signedIn: boolean) {
  return useQuery({
    queryKey: ["follows"],
    queryFn: () => answer(api.GET("/api/me/follows")),
    enabled: signedIn,
  });
}

/** Without an address, a signed-in reader's own is taken. */
export function useFollow(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (email: string | null) =>
      answer(
        api.POST("/api/cases/{reference}/follows", {
          params: { path: { reference }, header: { "Idempotency-Key": newKey() } },
          body: { email },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["follows"] }),
  });
}

export function useEndOwnFollow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reference: string) =>
      answer(api.DELETE("/api/me/follows/{case}", { params: { path: { case: reference } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["follows"] }),
  });
}

/** Which case a message's link is about; the token travels in a body, never in an address. */
export function useFollowLink(token: string | null) {
  return useQuery({
    queryKey: ["follow-link", token],
    queryFn: () => answer(api.POST("/api/follows/read", { body: { token: token ?? "" } })),
    enabled: token !== null,
    retry: false,
  });
}

export function useConfirmFollow(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/follows/confirm", { body: { token } })),
    onSuccess: (now) => client.setQueryData(["follow-link", token], now),
  });
}

export function useEndFollow() {
  return useMutation({
    mutationFn: (token: string) => answer(api.POST("/api/follows/end", { body: { token } })),
  });
}

export function useCloseCase(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { reason_code: string; merged_into: string | null }) =>
      answer(api.POST("/api/cases/{reference}/close", { params: { path: { reference } }, body })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Changes a case's own words; every list and page that shows them is asked anew. */
export function useEditCase(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; summary: string }) =>
      answer(api.PATCH("/api/cases/{reference}", { params: { path: { reference } }, body })),
    onSuccess: () => client.invalidateQueries(),
  });
}
