import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { uploadSheet } from "~/api/sheet";
import { newKey } from "~/lib/ids";

export type ImportPreview = components["schemas"]["ImportPreview"];
export type ImportRead = components["schemas"]["ImportRead"];

const keyOf = (reference: string) => ["desk", reference, "imports"];

export function useImports(reference: string) {
  return useQuery({
    queryKey: keyOf(reference),
    queryFn: () => answer(api.GET("/api/cases/{reference}/imports", { params: { path: { reference } } })),
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.state === "queued" || one.state === "running") ? 1500 : false,
  });
}

export function useUploadSheet(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => uploadSheet(reference, file, newKey()),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(reference) }),
  });
}

export interface ReadAs {
  map: Record<string, string>;
  tab: string | null;
  currency: string | null;
}

export function useReadAs(reference: string, batch: string) {
  return useMutation({
    mutationFn: (body: ReadAs) =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/preview", {
          params: { path: { reference, batch } },
          body,
        }),
      ),
  });
}

export function useRunImport(reference: string, batch: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agreed: string) =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/run", {
          params: { path: { reference, batch }, header: { "Idempotency-Key": newKey() } },
          body: { agreed },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}

export function useClaimLink(reference: string, batch: string) {
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/link", {
          params: { path: { reference, batch }, header: { "Idempotency-Key": newKey() } },
        }),
      ),
  });
}

export function useClaims(reference: string, batch: string) {
  return useQuery({
    queryKey: [...keyOf(reference), batch, "claims"],
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/imports/{batch}/claims", { params: { path: { reference, batch } } }),
      ),
  });
}

export function useDecideClaim(reference: string, batch: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ claim_id, confirmed }: { claim_id: string; confirmed: boolean }) =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/claims/{claim_id}", {
          params: { path: { reference, batch, claim_id } },
          body: { confirmed, person_id: null },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}
