import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { allCompanies } from "~/api/companies";
import type { components } from "~/api/schema";
import { newKey } from "~/lib/ids";

export type Desk = components["schemas"]["Desk"];

export function useModeration() {
  return useQuery({ queryKey: ["moderation"], queryFn: () => answer(api.GET("/api/moderation")) });
}

export type OrganizerListed = components["schemas"]["OrganizerListed"];

/** Who organizes what or offered to, page by page; of one vetting or of all. */
export function useOrganizing(vetting: string) {
  return useInfiniteQuery({
    queryKey: ["moderation", "organizers", vetting],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/moderation/organizers", {
          params: { query: { vetting: vetting || undefined, cursor: pageParam, limit: 30 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export type Act =
  | { kind: "publish"; reference: string; text_version: string }
  | { kind: "hide"; reference: string; reason_code: string }
  | { kind: "restore"; reference: string; reason_code: string }
  | { kind: "appoint"; reference: string; organizer_id: string }
  | { kind: "refuseOffer"; reference: string; organizer_id: string }
  | { kind: "flag"; flag_id: string; resolution: string; reason_code?: string }
  | { kind: "contact"; flag_id: string; resolution: string }
  | { kind: "reply"; reply_id: string }
  | { kind: "return"; reply_id: string; reason_code: string; note: string }
  | { kind: "respondent"; respondent_id: string; listed: boolean; names: Record<string, string> | null }
  | { kind: "appeal"; decision_id: string; restore: boolean; reason: string };

type Kind = Act["kind"];
type Doing = { [K in Kind]: (act: Extract<Act, { kind: K }>) => Promise<unknown> };

const DOING: Doing = {
  publish: ({ reference, text_version }) =>
    answer(
      api.POST("/api/cases/{reference}/publish", { params: { path: { reference } }, body: { text_version } }),
    ),
  hide: ({ reference, reason_code }) =>
    answer(
      api.POST("/api/cases/{reference}/hide", { params: { path: { reference } }, body: { reason_code } }),
    ),
  restore: ({ reference, reason_code }) =>
    answer(
      api.POST("/api/cases/{reference}/restore", { params: { path: { reference } }, body: { reason_code } }),
    ),
  appoint: ({ reference, organizer_id }) =>
    answer(
      api.POST("/api/cases/{reference}/organizers/{organizer_id}/appoint", {
        params: { path: { reference, organizer_id } },
      }),
    ),
  refuseOffer: ({ reference, organizer_id }) =>
    answer(
      api.DELETE("/api/cases/{reference}/organizers/{organizer_id}", {
        params: { path: { reference, organizer_id } },
      }),
    ),
  flag: ({ flag_id, resolution, reason_code }) =>
    answer(
      api.POST("/api/moderation/flags/{flag_id}", {
        params: { path: { flag_id } },
        body: { resolution, reason_code },
      }),
    ),
  contact: ({ flag_id, resolution }) =>
    answer(
      api.POST("/api/moderation/contacts/{flag_id}", { params: { path: { flag_id } }, body: { resolution } }),
    ),
  reply: ({ reply_id }) =>
    answer(api.POST("/api/moderation/replies/{reply_id}/publish", { params: { path: { reply_id } } })),
  return: ({ reply_id, reason_code, note }) =>
    answer(
      api.POST("/api/moderation/replies/{reply_id}/return", {
        params: { path: { reply_id } },
        body: { reason_code, note },
      }),
    ),
  respondent: ({ respondent_id, listed, names }) =>
    answer(
      api.POST("/api/moderation/respondents/{respondent_id}", {
        params: { path: { respondent_id } },
        body: { listed, names },
      }),
    ),
  appeal: ({ decision_id, restore, reason }) =>
    answer(
      api.POST("/api/moderation/appeals/{decision_id}", {
        params: { path: { decision_id } },
        body: { restore, reason },
      }),
    ),
};

/** One act of a moderator; every list may have changed afterwards, and a refused one was about what changed. */
export function useAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => (DOING[act.kind] as (act: Act) => Promise<unknown>)(act),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useVerifyRepresentative() {
  return useMutation({
    mutationFn: (body: { contact: string; respondent_slug: string }) =>
      answer(
        api.POST("/api/moderation/representatives", {
          params: { header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
  });
}

export const ROLES = ["moderator", "journalist", "admin"] as const;
export type Role = (typeof ROLES)[number];
export type RoleLoss = components["schemas"]["RoleRevocation"]["reason_code"];

/** After a role was given or taken away its trail has one more line. */
export function useTrailAnew() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["moderation", "trail"] });
}

export function useGrantRole() {
  const anew = useTrailAnew();
  return useMutation({
    onSuccess: anew,
    mutationFn: (body: { contact: string; role: Role }) =>
      answer(api.POST("/api/roles", { params: { header: { "Idempotency-Key": newKey() } }, body })),
  });
}

export function useRevokeRole() {
  const anew = useTrailAnew();
  return useMutation({
    onSuccess: anew,
    mutationFn: (body: { contact: string; role: Role; reason_code: RoleLoss }) =>
      answer(api.POST("/api/roles/revoke", { body })),
  });
}

export function useCompanies() {
  return useQuery({ queryKey: ["respondents", ""], queryFn: allCompanies });
}

export function useIsAdmin(): boolean {
  const who = useQuery({
    queryKey: ["sign-in"],
    queryFn: () => answer(api.GET("/api/sign-in")),
    staleTime: 300_000,
  });
  return (who.data?.roles ?? []).includes("admin");
}

/** What the nightly grouping estimates: patterns of reports in no case, and cases to merge or split. */
export function useGrouping() {
  return useQuery({
    queryKey: ["moderation", "grouping"],
    queryFn: async () => {
      const [patterns, proposals, shown] = await Promise.all([
        answer(api.GET("/api/moderation/patterns")),
        answer(api.GET("/api/moderation/proposals")),
        answer(api.GET("/api/statistics/patterns")),
      ]);
      const known = new Set(patterns.items.map((one) => one.shown_as));
      const gone = shown.items.filter((one) => !known.has(one.pattern));
      return { patterns: patterns.items, proposals: proposals.items, gone };
    },
  });
}

export type FoundPattern = components["schemas"]["PatternRead"];
export type Proposed = components["schemas"]["ProposalRead"];

export function useShowPattern() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pattern_id, ...body }: { pattern_id: string; issue_id: string; label: string[] }) =>
      answer(
        api.POST("/api/moderation/patterns/{pattern_id}/publication", {
          params: { path: { pattern_id }, header: { "Idempotency-Key": newKey() } },
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useEndPattern() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pattern, reason_code }: { pattern: string; reason_code: string }) =>
      answer(
        api.POST("/api/moderation/shown-patterns/{pattern}/end", {
          params: { path: { pattern } },
          body: { reason_code },
        }),
      ),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useDecideProposal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ proposal_id, accept }: { proposal_id: string; accept: boolean }) =>
      answer(
        api.POST("/api/moderation/proposals/{proposal_id}", {
          params: { path: { proposal_id } },
          body: { accept },
        }),
      ),
    onSettled: () => client.invalidateQueries(),
  });
}
