import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useLang } from "~/lib/lang";

export type NotificationRead = components["schemas"]["NotificationRead"];
export type NotifyRead = components["schemas"]["NotifyRead"];
export type NotifyChange = components["schemas"]["NotifyChange"];

const NEWS = ["me", "news"];

export function useNews() {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: [...NEWS, lang],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/me/notifications", { params: { query: { lang, limit: 30, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useUnread(signedIn = true) {
  return useQuery({
    enabled: signedIn,
    queryKey: [...NEWS, "unread"],
    queryFn: () => answer(api.GET("/api/me/notifications/unread")),
  });
}

export function useMarkNews() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { ids: string[] | null; read: boolean }) =>
      answer(api.PUT("/api/me/notifications/read", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: NEWS }),
  });
}

export function useNotify() {
  return useQuery({ queryKey: ["me", "notify"], queryFn: () => answer(api.GET("/api/me/notify")) });
}

export function useChangeNotify() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NotifyChange) => answer(api.PUT("/api/me/notify", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
}
