import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { upload } from "~/api/upload";
import { useLang } from "~/lib/lang";

export type EvidenceRead = components["schemas"]["EvidenceRead"];
export type ReviewRead = components["schemas"]["ReviewRead"];
export type CheckCreate = components["schemas"]["CheckCreate"];

export type Stated = components["schemas"]["RecordingStated"];

const OWN = ["me", "evidence"];
const own = (reportId: string) => [...OWN, reportId];

export function useOwnEvidence(report_id: string) {
  return useQuery({
    queryKey: own(report_id),
    queryFn: () =>
      answer(api.GET("/api/me/reports/{report_id}/evidence", { params: { path: { report_id } } })),
  });
}

export interface Sending {
  file: File;
  key: string;
  onProgress: (share: number) => void;
}

export function useUpload(reportId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, key, onProgress }: Sending) => upload(reportId, file, file.name, key, onProgress),
    onSuccess: () => client.invalidateQueries({ queryKey: OWN }),
  });
}

export function useRemoveEvidence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (evidence_id: string) =>
      answer(api.DELETE("/api/me/evidence/{evidence_id}", { params: { path: { evidence_id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: OWN }),
  });
}

/** One's items over all reports, newest first, page by page. */
export function useMyFiles() {
  const lang = useLang();
  return useInfiniteQuery({
    queryKey: [...OWN, "all", lang],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/me/evidence", { params: { query: { cursor: pageParam, limit: 20 } } })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useListKept(report_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: { key: string; description: string; recording: Stated }) =>
      answer(
        api.POST("/api/me/reports/{report_id}/evidence/kept-by-me", {
          params: { path: { report_id }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: OWN }),
  });
}

export function useChangeKept() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; description: string; recording: Stated | null }) =>
      answer(
        api.PUT("/api/me/evidence/{evidence_id}/kept-by-me", { params: { path: { evidence_id: id } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: OWN }),
  });
}

export function useCaseEvidence(reference: string, unchecked: boolean, cursor: string | null) {
  return useQuery({
    queryKey: ["desk", reference, "evidence", unchecked, cursor],
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/evidence", {
          params: { path: { reference }, query: { unchecked, cursor: cursor ?? undefined, limit: 50 } },
        }),
      ),
  });
}

type ReviewPage = components["schemas"]["Page_ReviewRead_"];

/** A finding is shown where it was made: an item that was checked stays in sight until the list is opened anew. */
export function useCheckEvidence(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ evidence_id, body }: { evidence_id: string; body: CheckCreate }) =>
      answer(
        api.POST("/api/cases/{reference}/evidence/{evidence_id}/check", {
          params: { path: { reference, evidence_id } },
          body,
        }),
      ),
    onSuccess: (found, { evidence_id }) => {
      const lists = ["desk", reference, "evidence"];
      client.setQueriesData<ReviewPage>(
        { queryKey: lists },
        (page) => page && withCheck(page, evidence_id, found),
      );
      client.invalidateQueries({ queryKey: lists, refetchType: "none" });
      return client.invalidateQueries({
        queryKey: ["desk", reference],
        predicate: (query) => query.queryKey[2] !== "evidence",
      });
    },
  });
}

function withCheck(page: ReviewPage, id: string, found: ReviewRead["checks"][number]): ReviewPage {
  const items = page.items.map((item) =>
    item.id === id ? { ...item, checks: [found, ...item.checks.filter((one) => !one.mine)] } : item,
  );
  return { ...page, items };
}
