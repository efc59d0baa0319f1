import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { sendFile } from "~/api/raw";
import type { components } from "~/api/schema";
import type { Got } from "~/api/types";
import type { Lang } from "~/i18n";
import { useLang } from "~/lib/lang";
import { useRepeats } from "~/lib/repeats";

export type FilingRead = components["schemas"]["FilingRead"];
export type FilingPublicRead = components["schemas"]["FilingPublicRead"];
export type CaseChannel = Got<"/api/cases/{reference}/channels">[number];
export type LetterRow = components["schemas"]["LetterRow"];
type Schemas = components["schemas"];

function at(reference: string) {
  return { params: { path: { reference } } };
}

export function publicFilingsAsk(reference: string, lang: Lang) {
  return queryOptions({
    queryKey: ["case", reference, "filings", lang],
    queryFn: () => answer(api.GET("/api/cases/{reference}/filings", at(reference))),
  });
}

export function usePublicFilings(reference: string) {
  return useQuery(publicFilingsAsk(reference, useLang()));
}

export function useDeskFilings(reference: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["desk", reference, "filings", lang],
    queryFn: () => answer(api.GET("/api/cases/{reference}/filings/desk", at(reference))),
  });
}

export function useCaseChannels(reference: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["desk", reference, "channels", lang],
    queryFn: () => answer(api.GET("/api/cases/{reference}/channels", at(reference))),
  });
}

export function usePlaybook(reference: string) {
  return useQuery({
    queryKey: ["desk", reference, "playbook"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/filings/playbook", at(reference))),
    staleTime: 3_600_000,
  });
}

/** Sealed letters of the case, to choose one for filing. */
export function useSealedLetters(reference: string) {
  return useQuery({
    queryKey: ["desk", reference, "letters"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/letters", at(reference))),
    select: (letters) => letters.filter((one) => one.state === "sealed" || one.state === "sent"),
  });
}

/** What to read anew after something of a case's filings changed. */
export function useAfter(reference: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["desk", reference] }),
      client.invalidateQueries({ queryKey: ["case", reference] }),
      client.invalidateQueries({ queryKey: ["me"] }),
    ]);
}

export function useFile(reference: string) {
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: Schemas["FilingCreate"]) =>
      answer(
        api.POST("/api/cases/{reference}/filings", {
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

export type Step =
  | { kind: "sending"; body: Schemas["SendingRecord"] }
  | { kind: "proof"; body: Schemas["ProofRecord"]; file?: File | null }
  | { kind: "response"; body: Schemas["ResponseRecord"] }
  | { kind: "reaction"; body: Schemas["ReactionRecord"] }
  | { kind: "end"; body: Schemas["FilingEnd"] };

function perform(reference: string, filing: string, step: Step, key: string): Promise<FilingRead> {
  const path = { reference, filing };
  const once = { path, header: { "Idempotency-Key": key } };
  if (step.kind === "sending") {
    return answer(
      api.POST("/api/cases/{reference}/filings/{filing}/sending", { params: { path }, body: step.body }),
    );
  }
  if (step.kind === "proof" && step.file) {
    const shown = Object.entries(step.body).map(([name, value]) => [name, value ?? ""]);
    const address = `/api/cases/${reference}/filings/${filing}/proofs/file?${new URLSearchParams(shown)}`;
    return sendFile(address, step.file, key);
  }
  if (step.kind === "proof") {
    return answer(
      api.POST("/api/cases/{reference}/filings/{filing}/proofs", { params: once, body: step.body }),
    );
  }
  if (step.kind === "response") {
    return answer(
      api.POST("/api/cases/{reference}/filings/{filing}/responses", { params: once, body: step.body }),
    );
  }
  if (step.kind === "reaction") {
    return answer(
      api.PUT("/api/cases/{reference}/filings/{filing}/reaction", { params: { path }, body: step.body }),
    );
  }
  return answer(
    api.POST("/api/cases/{reference}/filings/{filing}/end", { params: { path }, body: step.body }),
  );
}

/** What makes a step the same step again: a file goes by its name, size and date, for it has no words. */
function wordsOf(step: Step): unknown {
  const file = step.kind === "proof" ? step.file : null;
  return file ? [step, file.name, file.size, file.lastModified] : step;
}

/** One recorded fact about a filing. */
export function useRecord(reference: string, filing: string) {
  const after = useAfter(reference);
  const once = useRepeats();
  return useMutation({
    mutationFn: (step: Step) => perform(reference, filing, step, once.keyOf(wordsOf(step))),
    onSuccess: () => {
      once.arrived();
      return after();
    },
  });
}

export type PackRead = Got<"/api/me/packs">[number];

export function useMyPacks() {
  const lang = useLang();
  return useQuery({ queryKey: ["me", "packs", lang], queryFn: () => answer(api.GET("/api/me/packs")) });
}

export function usePackContent(pack: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["me", "pack", pack, lang],
    queryFn: () => answer(api.GET("/api/me/packs/{pack}", { params: { path: { pack } } })),
  });
}

export function useOpenPack(case_reference: string) {
  const client = useQueryClient();
  const once = useRepeats();
  return useMutation({
    mutationFn: (body: { channel_id: string; warnings_read: string[] }) =>
      answer(
        api.POST("/api/me/packs", {
          params: { header: { "Idempotency-Key": once.keyOf(body) } },
          body: { case_reference, ...body },
        }),
      ),
    onSuccess: () => {
      once.arrived();
      return client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

function performPack(pack: string, step: Step, key: string): Promise<PackRead> {
  const path = { pack };
  const once = { path, header: { "Idempotency-Key": key } };
  if (step.kind === "sending") {
    return answer(api.POST("/api/me/packs/{pack}/sending", { params: { path }, body: step.body }));
  }
  if (step.kind === "proof") {
    return answer(api.POST("/api/me/packs/{pack}/proofs", { params: once, body: step.body }));
  }
  if (step.kind === "response") {
    return answer(api.POST("/api/me/packs/{pack}/responses", { params: once, body: step.body }));
  }
  if (step.kind === "end")
    return answer(api.POST("/api/me/packs/{pack}/end", { params: { path }, body: step.body }));
  return Promise.reject(new Error(step.kind));
}

/** One recorded fact about an own pack. */
export function useRecordPack(pack: string) {
  const client = useQueryClient();
  const once = useRepeats();
  return useMutation({
    mutationFn: (step: Step) => performPack(pack, step, once.keyOf(step)),
    onSuccess: () => {
      once.arrived();
      return client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

export type Duty = components["schemas"]["DutyRead"];

/** What needs an organizer of a case now. */
export function useBoard(reference: string) {
  return useQuery({
    queryKey: ["desk", reference, "board"],
    queryFn: () => answer(api.GET("/api/cases/{reference}/board", { params: { path: { reference } } })),
  });
}
