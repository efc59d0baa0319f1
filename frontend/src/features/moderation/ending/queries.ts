import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useTrailAnew } from "../queries";

export function useEndAppointment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      reference,
      organizer_id,
      reason_code,
    }: {
      reference: string;
      organizer_id: string;
      reason_code: string;
    }) =>
      answer(
        api.DELETE("/api/cases/{reference}/organizers/{organizer_id}", {
          params: { path: { reference, organizer_id }, query: { reason_code } },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useEndRepresentative() {
  const anew = useTrailAnew();
  return useMutation({
    onSuccess: anew,
    mutationFn: (body: components["schemas"]["RepresentativeEnd"]) =>
      answer(api.POST("/api/moderation/representatives/end", { body })),
  });
}
