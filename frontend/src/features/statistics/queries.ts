import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { allCompanies } from "~/api/companies";
import type { components } from "~/api/schema";
import type { Lang } from "~/i18n";
import { useLang } from "~/lib/lang";

export type CaseStatisticsRead = components["schemas"]["CaseStatisticsRead"];
export type CaseReleaseRead = components["schemas"]["CaseReleaseRead"];
export type TotalStatisticsRead = components["schemas"]["TotalStatisticsRead"];
export type TotalRelease = NonNullable<TotalStatisticsRead["release"]>;
export type SumPoint = TotalStatisticsRead["history"][number];
export type PatternShown = components["schemas"]["PatternShown"];
export type MoveRead = components["schemas"]["MoveRead"];
export type CaseNumbersRead = components["schemas"]["CaseNumbersRead"];

export function caseNumbersAsk(reference: string, lang: Lang) {
  return queryOptions({
    queryKey: ["statistics", "case", reference, lang],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/statistics/cases/{reference}", { params: { path: { reference } } })),
  });
}

export function useCaseNumbers(reference: string) {
  return useQuery(caseNumbersAsk(reference, useLang()));
}

/** The names and references of these cases, as far as they are known; the two may be one. */
export function useCasesByName(references: string[]) {
  const lang = useLang();
  const wanted = [...new Set(references)].filter(Boolean);
  return useQueries({
    queries: wanted.map((reference) => caseNumbersAsk(reference, lang)),
    combine: (found) => found.flatMap((one) => (one.data ? [one.data.numbers] : [])),
  });
}

export function totalsAsk(lang: Lang, slug?: string) {
  return queryOptions({
    queryKey: ["statistics", "totals", slug ?? "", lang],
    meta: { main: true },
    queryFn: () =>
      slug
        ? answer(api.GET("/api/statistics/respondents/{slug}", { params: { path: { slug } } }))
        : answer(api.GET("/api/statistics")),
  });
}

export function useTotals(slug?: string) {
  return useQuery(totalsAsk(useLang(), slug));
}

export function casesNumbersAsk(slug?: string, issue?: string) {
  return infiniteQueryOptions({
    queryKey: ["statistics", "cases", slug ?? "", issue ?? ""],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/statistics/cases", {
          params: { query: { respondent: slug, issue, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The cases page by page; the table stays in its place while those about another problem are asked for. */
export function useCasesNumbers(slug?: string, issue?: string) {
  return useInfiniteQuery({
    ...casesNumbersAsk(slug, issue),
    placeholderData: (rows, of) => (of?.queryKey[2] === (slug ?? "") ? rows : undefined),
  });
}

export function issueNamesAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["issues", lang],
    queryFn: () => answer(api.GET("/api/reference/issues")),
    staleTime: 3_600_000,
  });
}

/** Names of problems and companies, for the tables. */
export function useNames() {
  const lang = useLang();
  const issues = useQuery(issueNamesAsk(lang));
  const companies = useCompanies();
  return {
    issue: (id: string) => issues.data?.issues.find((one) => one.id === id)?.name ?? id,
    company: (slug: string) => companies.data?.find((one) => one.slug === slug)?.name ?? slug,
  };
}

export function companyAsk(slug: string, lang: Lang) {
  return queryOptions({
    queryKey: ["respondent", slug, lang],
    meta: { main: true },
    queryFn: () => answer(api.GET("/api/respondents/{slug}", { params: { path: { slug } } })),
  });
}

export function useCompany(slug: string) {
  return useQuery(companyAsk(slug, useLang()));
}

export const movesAsk = queryOptions({
  queryKey: ["statistics", "moves"],
  meta: { main: true },
  queryFn: () => answer(api.GET("/api/statistics/moves")),
});

export function useMoves() {
  return useQuery(movesAsk);
}

export function patternsAsk(slug?: string) {
  return infiniteQueryOptions({
    queryKey: ["statistics", "patterns", slug ?? ""],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/statistics/patterns", { params: { query: { respondent: slug, cursor: pageParam } } }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function usePatterns(slug?: string) {
  return useInfiniteQuery(patternsAsk(slug));
}

export function filingStatesAsk(slug?: string) {
  return queryOptions({
    queryKey: ["statistics", "filings", slug ?? ""],
    queryFn: () => answer(api.GET("/api/statistics/filings", { params: { query: { respondent: slug } } })),
  });
}

export function useFilingStates(slug?: string) {
  return useQuery(filingStatesAsk(slug));
}

/** One dated release of a case, a company or everything; it never changes. */
export function useNumberedRelease({
  reference,
  slug,
  number,
}: {
  reference?: string;
  slug?: string;
  number: number;
}) {
  const lang = useLang();
  return useQuery({
    queryKey: ["statistics", "release", reference ?? "", slug ?? "", number, lang],
    meta: { main: true },
    queryFn: async () => {
      if (reference) {
        const path = { reference, number };
        const found = answer(
          api.GET("/api/public/v1/cases/{reference}/releases/{number}", { params: { path } }),
        );
        return { case: await found, total: null };
      }
      if (slug) {
        const path = { slug, number };
        const found = answer(
          api.GET("/api/public/v1/respondents/{slug}/releases/{number}", { params: { path } }),
        );
        return { case: null, total: await found };
      }
      const found = answer(
        api.GET("/api/public/v1/home/releases/{number}", { params: { path: { number } } }),
      );
      return { case: null, total: await found };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function companiesAsk(lang: Lang) {
  return queryOptions({
    queryKey: ["respondents", "", lang],
    queryFn: allCompanies,
    staleTime: 3_600_000,
  });
}

export function useCompanies() {
  return useQuery(companiesAsk(useLang()));
}
