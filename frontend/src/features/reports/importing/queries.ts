import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { sendFile } from "~/api/raw";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";
import { useRepeats } from "~/lib/repeats";

export type ImportPreview = components["schemas"]["ImportPreview"];
export type ImportRead = components["schemas"]["ImportRead"];
export type ClaimRead = components["schemas"]["ClaimRead"];
export type NamedPersonRead = components["schemas"]["NamedPersonRead"];

const keyOf = (reference: string) => ["desk", reference, "imports"];

const isMoving = (one: ImportRead) => one.state === "queued" || one.state === "running";

/** A case's imports page by page, asked for again while one of them moves. */
export function useImports(reference: string) {
  return useInfiniteQuery({
    queryKey: keyOf(reference),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/imports", {
          params: { path: { reference }, query: { cursor: pageParam, limit: 20 } },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(isMoving)) ? 1500 : false,
  });
}

export function useUploadSheet(reference: string) {
  const client = useQueryClient();
  const once = useRepeats();
  return useMutation({
    mutationFn: (file: File) => {
      const key = once.keyOf([file.name, file.size, file.lastModified]);
      return sendFile<ImportPreview>(`/api/cases/${reference}/imports`, file, key);
    },
    onSuccess: once.arrived,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(reference) }),
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
  const once = useRepeats();
  return useMutation({
    mutationFn: (agreed: string) =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/run", {
          params: { path: { reference, batch }, header: { "Idempotency-Key": once.keyOf(agreed) } },
          body: { agreed },
        }),
      ),
    onSuccess: once.arrived,
    // also after a lost answer: the import may have begun, and its card tells how far it is
    onSettled: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}

export function useClaimLink(reference: string, batch: string) {
  const client = useQueryClient();
  return useMutation({
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(reference) }),
    mutationFn: () =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/link", {
          params: { path: { reference, batch }, header: { "Idempotency-Key": newKey() } },
        }),
      ),
  });
}

export function useNamedPeople(reference: string, batch: string, find: string) {
  return useInfiniteQuery({
    queryKey: [...keyOf(reference), batch, "people", find],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/cases/{reference}/imports/{batch}/people", {
          params: {
            path: { reference, batch },
            query: { find, waiting: true, cursor: pageParam, limit: 20 },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
}

export function useErasePerson(reference: string, batch: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (person_id: string) =>
      answer(
        api.DELETE("/api/cases/{reference}/imports/{batch}/people/{person_id}", {
          params: { path: { reference, batch, person_id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
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

interface Decision {
  claim_id: string;
  confirmed: boolean;
  person_id: string | null;
}

export function useDecideClaim(reference: string, batch: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ claim_id, confirmed, person_id }: Decision) =>
      answer(
        api.POST("/api/cases/{reference}/imports/{batch}/claims/{claim_id}", {
          params: { path: { reference, batch, claim_id } },
          body: { confirmed, person_id },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["desk", reference] }),
  });
}
