import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";
import { useLang } from "~/lib/lang";
import { forgetPlan } from "./keeping";

export type LetterRead = components["schemas"]["LetterRead"];
export type LetterRow = components["schemas"]["LetterRow"];
export type LetterPlan = components["schemas"]["LetterPlan"];
export type ChoicesRead = components["schemas"]["ChoicesRead"];
export type SentFiling = components["schemas"]["FilingRead"];
export type FindingRead = components["schemas"]["FindingRead"];

const keyOf = (reference: string) => ["desk", reference, "letters"];

export function useLetters(reference: string) {
  return useQuery({
    queryKey: keyOf(reference),
    queryFn: () => answer(api.GET("/api/cases/{reference}/letters", { params: { path: { reference } } })),
  });
}

export function useMyLetters() {
  return useQuery({ queryKey: ["me", "letters"], queryFn: () => answer(api.GET("/api/me/letters")) });
}

export function useLetter(reference: string, letter: string) {
  const lang = useLang();
  return useQuery({
    queryKey: [...keyOf(reference), letter, lang],
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/letters/{letter}", { params: { path: { reference, letter } } })),
  });
}

export function useLetterChoices(reference: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["desk", reference, "letter-choices", lang],
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/letters/choices", { params: { path: { reference } } })),
  });
}

/** What was sent of the case's letters, for the next one that follows it up. */
export function useSentFilings(reference: string, enabled = true) {
  const lang = useLang();
  return useQuery({
    queryKey: ["desk", reference, "filings", lang],
    enabled,
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/filings/desk", { params: { path: { reference } } })),
  });
}

export function useOwnLine(reference: string, letter: string, sealed: boolean) {
  return useQuery({
    queryKey: [...keyOf(reference), letter, "own-line"],
    enabled: sealed,
    retry: false,
    queryFn: () =>
      answer(
        api.GET("/api/cases/{reference}/letters/{letter}/own-line", {
          params: { path: { reference, letter } },
        }),
      ),
  });
}

function useAfter(reference: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["desk", reference] }),
      client.invalidateQueries({ queryKey: ["me"] }),
      client.invalidateQueries({ queryKey: ["case", reference] }),
    ]);
}

function once(path: { reference: string; letter: string }) {
  return { params: { path, header: { "Idempotency-Key": newKey() } } };
}

/** Says what a plan breaks, without keeping it. */
export function useCheckPlan(reference: string) {
  return useMutation({
    mutationFn: (body: LetterPlan) =>
      answer(api.POST("/api/cases/{reference}/letters/check", { params: { path: { reference } }, body })),
  });
}

/** A first version, or the next one of a letter that exists. */
export function useKeepPlan(reference: string, letter: string | null, slot: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: LetterPlan }) => {
      const header = { "Idempotency-Key": key };
      if (letter === null) {
        return answer(
          api.POST("/api/cases/{reference}/letters", { params: { path: { reference }, header }, body }),
        );
      }
      return answer(
        api.POST("/api/cases/{reference}/letters/{letter}/versions", {
          params: { path: { reference, letter }, header },
          body,
        }),
      );
    },
    onSuccess: async () => {
      await forgetPlan(reference, slot);
      await after();
    },
  });
}

export function useOpenLetter(reference: string, letter: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (closing_on: string) =>
      answer(
        api.POST("/api/cases/{reference}/letters/{letter}/opening", {
          ...once({ reference, letter }),
          body: { closing_on },
        }),
      ),
    onSuccess: after,
  });
}

export function useAdvanceLetter(reference: string, letter: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (step: "final-view" | "seal") =>
      step === "seal"
        ? answer(api.POST("/api/cases/{reference}/letters/{letter}/seal", once({ reference, letter })))
        : answer(api.POST("/api/cases/{reference}/letters/{letter}/final-view", once({ reference, letter }))),
    onSuccess: after,
  });
}

export interface DecisionBody {
  choice: "approve" | "object";
  fields: string[];
  name: string | null;
  note: string | null;
}

export function useDecideLetter(reference: string, letter: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: (body: DecisionBody) =>
      answer(
        api.POST("/api/cases/{reference}/letters/{letter}/decision", {
          ...once({ reference, letter }),
          body,
        }),
      ),
    onSuccess: after,
  });
}

export function useStepOut(reference: string, letter: string) {
  const after = useAfter(reference);
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/cases/{reference}/letters/{letter}/step-out", {
          params: { path: { reference, letter } },
        }),
      ),
    onSuccess: after,
  });
}

/** The copy with the annex, for the named recipient only; fetching it is written down. */
export function useRecipientCopy(reference: string, letter: string) {
  return useMutation({
    mutationFn: async (form: "pdf" | "docx") => {
      const { data } = await api.POST("/api/cases/{reference}/letters/{letter}/recipient-copy", {
        params: { path: { reference, letter } },
        body: { form },
        parseAs: "blob",
      });
      return { form, file: data as unknown as Blob };
    },
  });
}
