import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";

/** Changes a case's own words; every list and page that shows them is asked anew. */
export function useEditCase(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; summary: string }) =>
      answer(api.PATCH("/api/cases/{reference}", { params: { path: { reference } }, body })),
    onSuccess: () => client.invalidateQueries(),
  });
}
