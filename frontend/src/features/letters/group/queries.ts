import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useLang } from "~/lib/lang";
import { useRepeats } from "~/lib/repeats";

export type Announcement = components["schemas"]["AnnouncementRead"];
export type Poll = components["schemas"]["PollRead"];
export type PollCreate = components["schemas"]["PollCreate"];
export type Waiting = components["schemas"]["WaitingRead"];

const keyOf = (reference: string) => ["case", reference, "said"];

export function useAnnouncements(reference: string) {
  return useInfiniteQuery({
    queryKey: [...keyOf(reference), "announcements"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/announcements", {
          params: { path: { reference }, query: { limit: 5, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function usePolls(reference: string) {
  return useInfiniteQuery({
    queryKey: [...keyOf(reference), "polls"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/polls", {
          params: { path: { reference }, query: { limit: 10, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useOwnAnnouncements() {
  return useQuery({
    queryKey: ["me", "announcements"],
    queryFn: () => answer(api.GET("/api/me/announcements", { params: { query: { limit: 5 } } })),
  });
}

export function useWaiting() {
  return useQuery({ queryKey: ["me", "waiting"], queryFn: () => answer(api.GET("/api/me/waiting")) });
}

function useAfter(reference: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf(reference) }),
      client.invalidateQueries({ queryKey: ["me"] }),
    ]);
}

export function useAnnounce(reference: string) {
  const lang = useLang();
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST("/api/cases/{reference}/announcements", {
          params: { path: { reference }, query: { lang }, header: { "Idempotency-Key": once.keyOf(text) } },
          body: { text },
        }),
      ),
    onSuccess: () => {
      once.arrived();
      return after();
    },
  });
}

export function useTakeBackAnnouncement(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (announcement: string) =>
      answer(
        api.POST("/api/cases/{reference}/announcements/{announcement}/withdrawal", {
          params: { path: { reference, announcement } },
        }),
      ),
    onSuccess: after,
  });
}

export function useAskPoll(reference: string) {
  const lang = useLang();
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: PollCreate) =>
      answer(
        api.POST("/api/cases/{reference}/polls", {
          params: { path: { reference }, query: { lang }, header: { "Idempotency-Key": once.keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      once.arrived();
      return after();
    },
  });
}

export function useTakeBackPoll(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (poll: string) =>
      answer(
        api.POST("/api/cases/{reference}/polls/{poll}/withdrawal", { params: { path: { reference, poll } } }),
      ),
    onSuccess: after,
  });
}

export function useAnswerPoll(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: ({ poll, choice }: { poll: string; choice: number }) =>
      answer(
        api.PUT("/api/cases/{reference}/polls/{poll}/answer", {
          params: { path: { reference, poll } },
          body: { choice },
        }),
      ),
    onSuccess: after,
  });
}
