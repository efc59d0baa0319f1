import { useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { newKey } from "~/lib/ids";

/** What one handed in as the company's representative and got back. */
export function useReturnedReplies(reference: string) {
  return useQuery({
    queryKey: ["case", reference, "replies", "returned"],
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/replies/returned", { params: { path: { reference } } })),
  });
}

export function useReplyTo(reference: string) {
  return useMutation({
    mutationFn: (body: { category: string; text: string }) =>
      answer(
        api.POST("/api/cases/{reference}/replies", {
          params: { path: { reference }, header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
  });
}
