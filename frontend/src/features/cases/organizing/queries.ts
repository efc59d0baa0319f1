import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";

export type ElectionRead = components["schemas"]["ElectionRead"];

function at(reference: string) {
  return { params: { path: { reference } } };
}

export function organizersAsk(reference: string) {
  return queryOptions({
    queryKey: ["case", reference, "organizers"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/organizers", at(reference))),
  });
}

export function useOrganizers(reference: string) {
  return useQuery(organizersAsk(reference));
}

export function useElection(reference: string, enabled: boolean) {
  return useQuery({
    queryKey: ["case", reference, "election"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/election", at(reference))),
    enabled,
  });
}

export function useVote(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (candidate: string) =>
      answer(api.PUT("/api/cases/{reference}/election/vote", { ...at(reference), body: { candidate } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["case", reference, "election"] }),
        client.invalidateQueries({ queryKey: ["me"] }),
      ]),
  });
}

export function useOffer(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/cases/{reference}/organizers", {
          params: { path: { reference }, header: { "Idempotency-Key": newKey() } },
          body: { no_fee: true, no_tie: true },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["case", reference] }),
  });
}

/** Ends an appointment, another's with a reason; whoever stepped down may read less of that case from now on. */
export function useEndAppointment(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ organizer_id, reason_code }: { organizer_id: string; reason_code?: string }) =>
      answer(
        api.DELETE("/api/cases/{reference}/organizers/{organizer_id}", {
          params: { path: { reference, organizer_id }, query: { reason_code } },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useInvite(reference: string) {
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/cases/{reference}/invitations", {
          params: { path: { reference }, header: { "Idempotency-Key": newKey() } },
        }),
      ),
  });
}

/** Whoever takes up an invitation may read and do more of that case from now on: all of it is asked anew. */
export function useAcceptInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) =>
      answer(
        api.POST("/api/invitations/accept", {
          params: { header: { "Idempotency-Key": newKey() } },
          body: { token, no_fee: true, no_tie: true },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  });
}
