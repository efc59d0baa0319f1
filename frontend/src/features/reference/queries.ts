import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { Got } from "~/api/types";
import type { Lang } from "~/i18n";
import { useLang } from "~/lib/lang";

export type ChannelDetail = Got<"/api/reference/channels/{channel_id}">;
export type ContactRead = ChannelDetail["contacts"][number];

const LONG = 3_600_000;

export const metaAsk = queryOptions({
  queryKey: ["meta"],
  queryFn: () => answer(api.GET("/api/meta")),
  staleTime: LONG,
});

/** What this installation is: demo or real, who runs it. */
export function useMeta() {
  return useQuery(metaAsk);
}

/** What the guides say to some words; all of them to none. */
export function guidesAsk(lang: Lang, q: string) {
  return queryOptions({
    queryKey: ["guides", lang, q],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/reference/guides", { params: { query: { q } } })),
    staleTime: LONG,
  });
}

export function useGuides(words: string) {
  return useQuery({ ...guidesAsk(useLang(), words.trim()), placeholderData: keepPreviousData });
}

export function guideAsk(guide_id: string, lang: Lang) {
  return queryOptions({
    queryKey: ["guide", lang, guide_id],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/reference/guides/{guide_id}", { params: { path: { guide_id } } })),
    staleTime: LONG,
  });
}

export function useGuide(guide_id: string) {
  return useQuery(guideAsk(guide_id, useLang()));
}

export function channelsAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["channels", lang],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/reference/channels")),
    staleTime: LONG,
  });
}

export function useChannels() {
  return useQuery(channelsAsk(useLang()));
}

export function channelAsk(channel_id: string, lang: Lang) {
  return queryOptions({
    queryKey: ["channel", lang, channel_id],
    meta: { main: true },
    queryFn: () =>
      answer(api.GET("/api/reference/channels/{channel_id}", { params: { path: { channel_id } } })),
    staleTime: LONG,
  });
}

export function useChannel(channel_id: string) {
  return useQuery(channelAsk(channel_id, useLang()));
}

export function useTextPage(name: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["text-page", lang, name],
    queryFn: () => answer(api.GET("/api/reference/pages/{name}", { params: { path: { name } } })),
    staleTime: LONG,
  });
}

/** The local outbox; there is none anywhere but on this very machine. */
export function useOutbox() {
  return useQuery({ queryKey: ["outbox"], queryFn: () => answer(api.GET("/api/outbox")), staleTime: 0 });
}

export function useFlagContact(channel_id: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { key: string; contact: string; reason_code: string; text: string }) =>
      answer(
        api.POST("/api/reference/channels/{channel_id}/flags", {
          params: { path: { channel_id }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
  });
}
