import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";

export type ClaimPage = components["schemas"]["ClaimPage"];
export type Claimed = components["schemas"]["Claimed"];
export type Choice = "counted_only" | "named_to_regulator" | "named_to_company";

const at = (token: string) => ({ params: { path: { token } } });

export function useClaimPage(token: string) {
  return useQuery({
    queryKey: ["claim", token],
    enabled: token.length > 10,
    queryFn: () => answer(api.GET("/api/claims/{token}", at(token))),
  });
}

export function useClaimRows(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: Choice) =>
      answer(
        api.POST("/api/claims/{token}", {
          params: { path: { token }, header: { "Idempotency-Key": newKey() } },
          body: { choice, consent_sensitive: true, consent_counting: true },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
}

export interface Details {
  choice: Choice;
  name: string;
  amount: string;
  happened: string;
  order: string;
}

export function useClaimByDetails(token: string) {
  return useMutation({
    mutationFn: (details: Details) =>
      answer(
        api.POST("/api/claims/{token}/details", {
          params: { path: { token }, header: { "Idempotency-Key": newKey() } },
          body: { ...details, consent_sensitive: true, consent_counting: true },
        }),
      ),
  });
}

export function useBeginObjection(token: string) {
  return useMutation({
    mutationFn: (contact: string) =>
      answer(
        api.POST("/api/claims/{token}/objections", {
          params: { path: { token }, header: { "Idempotency-Key": newKey() } },
          body: { contact },
        }),
      ),
  });
}

export function useConfirmObjection(token: string) {
  return useMutation({
    mutationFn: (body: { challenge_id: string; code: string }) =>
      answer(api.POST("/api/claims/{token}/objections/confirm", { ...at(token), body })),
  });
}
