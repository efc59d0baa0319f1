import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { useRepeats } from "~/lib/repeats";

/** What one handed in as the company's representative and got back. */
export function useReturnedReplies(reference: string) {
  return useQuery({
    queryKey: ["case", reference, "replies", "returned"],
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/replies/returned", { params: { path: { reference } } })),
  });
}

export function useReplyTo(reference: string) {
  const client = useQueryClient();
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: { category: string; text: string }) =>
      answer(
        api.POST("/api/cases/{reference}/replies", {
          params: { path: { reference }, header: { "Idempotency-Key": once.keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      once.arrived();
      return client.invalidateQueries({ queryKey: ["case", reference] });
    },
  });
}
