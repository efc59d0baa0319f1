import { useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useRepeats } from "~/lib/repeats";
import { useAfter } from "../queries";

type Schemas = components["schemas"];

export function useOutcomes(reference: string) {
  return useQuery({
    queryKey: ["case", reference, "outcomes"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/outcomes", { params: { path: { reference } } })),
  });
}

export function useProposeOutcome(reference: string) {
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: Schemas["OutcomeCreate"]) =>
      answer(
        api.POST("/api/cases/{reference}/outcomes", {
          params: { path: { reference }, header: { "Idempotency-Key": once.keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => {
      once.arrived();
      return after();
    },
  });
}

export function useAnswerOutcome(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: ({ outcome, value }: { outcome: string; value: "confirmed" | "unsolved" }) =>
      answer(
        api.PUT("/api/cases/{reference}/outcomes/{outcome}/answer", {
          params: { path: { reference, outcome } },
          body: { answer: value },
        }),
      ),
    onSuccess: after,
  });
}

export function useTakeOutcomeBack(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (outcome: string) =>
      answer(
        api.POST("/api/cases/{reference}/outcomes/{outcome}/withdrawal", {
          params: { path: { reference, outcome } },
        }),
      ),
    onSuccess: after,
  });
}
