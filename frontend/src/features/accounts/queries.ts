import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { isStatus } from "~/api/problem";
import type { components } from "~/api/schema";
import type { Lang } from "~/i18n";
import { newKey } from "~/lib/ids";
import { forgetPending } from "./pendingCode";

export type CodeSent = components["schemas"]["CodeSent"];
export type ContactRead = components["schemas"]["AccountRead"]["contacts"][number];
export type SessionRead = components["schemas"]["SessionRead"];

const ME = ["me"];

export const signedInAsk = queryOptions({
  queryKey: ["sign-in"],
  queryFn: () => answer(api.GET("/api/sign-in")),
  staleTime: 300_000,
});

/** Who is signed in here, if anybody: asked once and kept. */
export function useSignedIn() {
  return useQuery(signedInAsk);
}

/** Who is signed in, for a page that waits for it: nobody yet is asked again whenever the person comes back to it. */
export function useAwaited() {
  return useQuery({
    ...signedInAsk,
    refetchOnWindowFocus: (query) => (query.state.data?.signed_in === false ? "always" : false),
  });
}

/** By what people can sign in here; by everything until the house has said so (one answer with the reference room's). */
export function useContactKinds(): components["schemas"]["Meta"]["contact_kinds"] {
  const meta = useQuery({
    queryKey: ["meta"],
    queryFn: () => answer(api.GET("/api/meta")),
    staleTime: 3_600_000,
  });
  return meta.data?.contact_kinds ?? ["email", "phone"];
}

export function useRequestCode() {
  return useMutation({
    mutationFn: (contact: string) => answer(api.POST("/api/sign-in/codes", { body: { contact } })),
  });
}

/** After the person changed nothing that was fetched for somebody else may stay, nor what they typed to sign in.
 * Done by the request itself: what stands inside `SignedIn` is taken off the page before its own callbacks come. */
function useForgetAll() {
  const client = useQueryClient();
  return () => {
    forgetPending();
    return client.resetQueries();
  };
}

export function useSignInByCode() {
  const forget = useForgetAll();
  return useMutation({
    mutationFn: (body: { challenge_id: string; code: string; fresh: boolean }) =>
      answer(api.POST("/api/sign-in/code", { body })),
    onSuccess: forget,
  });
}

export function useSignInByLink() {
  const forget = useForgetAll();
  return useMutation({
    mutationFn: (body: { token: string; fresh: boolean }) => answer(api.POST("/api/sign-in/link", { body })),
    onSuccess: forget,
  });
}

export function useSignInByRecovery() {
  const forget = useForgetAll();
  return useMutation({
    mutationFn: (code: string) => answer(api.POST("/api/sign-in/recovery", { body: { code } })),
    onSuccess: forget,
  });
}

/** Ends this browser's session, or finds it ended; `leave` is done before the page would ask to sign in. */
export function useSignOut(leave: () => unknown) {
  const forget = useForgetAll();
  return useMutation({
    mutationFn: async () => {
      try {
        await answer(api.DELETE("/api/sign-in"));
      } catch (error) {
        if (!isStatus(error, 401)) throw error;
      }
    },
    onSuccess: async () => {
      await leave();
      await forget();
    },
  });
}

export function useAccount() {
  return useQuery({ queryKey: [...ME, "account"], queryFn: () => answer(api.GET("/api/me")) });
}

export function useSessions() {
  return useQuery({ queryKey: [...ME, "sessions"], queryFn: () => answer(api.GET("/api/me/sessions")) });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ME });
}

export function useEndSession() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (session_id: string) =>
      answer(api.DELETE("/api/me/sessions/{session_id}", { params: { path: { session_id } } })),
    onSuccess: refresh,
  });
}

export function useRemoveContact() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (contact_id: string) =>
      answer(api.DELETE("/api/me/contacts/{contact_id}", { params: { path: { contact_id } } })),
    onSuccess: refresh,
  });
}

/** The language that mails and SMS come in. */
export function useChangeLang() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (lang: Lang) => answer(api.PATCH("/api/me", { body: { lang } })),
    onSuccess: refresh,
  });
}

export function useMakeRecoveryCode() {
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/api/me/recovery-code", { params: { header: { "Idempotency-Key": newKey() } } })),
  });
}

export function useAskForData() {
  return useMutation({ mutationFn: () => answer(api.POST("/api/me/data")) });
}

/** Erases the account; `leave` is done before the page would ask to sign in. */
export function useEraseAccount(leave: () => unknown) {
  const forget = useForgetAll();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/me")),
    onSuccess: async () => {
      await leave();
      await forget();
    },
  });
}

export function useTokens() {
  return useQuery({ queryKey: [...ME, "tokens"], queryFn: () => answer(api.GET("/api/me/tokens")) });
}

export function useMakeToken() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (name: string) =>
      answer(
        api.POST("/api/me/tokens", { params: { header: { "Idempotency-Key": newKey() } }, body: { name } }),
      ),
    onSuccess: refresh,
  });
}

export function useEndToken() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (token_id: string) =>
      answer(api.DELETE("/api/me/tokens/{token_id}", { params: { path: { token_id } } })),
    onSuccess: refresh,
  });
}
