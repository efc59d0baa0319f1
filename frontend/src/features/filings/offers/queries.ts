import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useRepeats } from "~/lib/repeats";

type Schemas = components["schemas"];
export type OfferRead = Schemas["CompanyOffer"];

export function useOffers(reference: string) {
  return useQuery({
    queryKey: ["case", reference, "offers"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/offers", { params: { path: { reference } } })),
  });
}

export function useRecordOffer(reference: string) {
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: Schemas["OfferCreate"]) =>
      answer(
        api.POST("/api/cases/{reference}/offers", {
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

export function useAnswerOffer(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: ({ offer, value }: { offer: string; value: Schemas["OfferAnswerRecord"]["answer"] }) =>
      answer(
        api.PUT("/api/cases/{reference}/offers/{offer}/answer", {
          params: { path: { reference, offer } },
          body: { answer: value },
        }),
      ),
    onSuccess: after,
  });
}

export function useTakeOfferBack(reference: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (offer: string) =>
      answer(
        api.POST("/api/cases/{reference}/offers/{offer}/withdrawal", {
          params: { path: { reference, offer } },
        }),
      ),
    onSuccess: after,
  });
}

function useAfter(reference: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["case", reference, "offers"] }),
      client.invalidateQueries({ queryKey: ["me"] }),
    ]);
}
