import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { components } from "~/api/schema";
import { useLang } from "~/lib/lang";

export type CaseStatisticsRead = components["schemas"]["CaseStatisticsRead"];
export type CaseReleaseRead = components["schemas"]["CaseReleaseRead"];
export type TotalStatisticsRead = components["schemas"]["TotalStatisticsRead"];
export type TotalRelease = NonNullable<TotalStatisticsRead["release"]>;
export type CaseNumbersRead = components["schemas"]["CaseNumbersRead"];

export function useCaseNumbers(reference: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["statistics", "case", reference, lang],
    queryFn: () => answer(api.GET("/api/statistics/cases/{reference}", { params: { path: { reference } } })),
  });
}

export function useTotals(slug?: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["statistics", "totals", slug ?? "", lang],
    queryFn: () =>
      slug
        ? answer(api.GET("/api/statistics/respondents/{slug}", { params: { path: { slug } } }))
        : answer(api.GET("/api/statistics")),
  });
}

export function useCasesNumbers(slug?: string) {
  return useInfiniteQuery({
    queryKey: ["statistics", "cases", slug ?? ""],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/statistics/cases", {
          params: { query: { respondent: slug, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** Names of problems and companies, for the tables. */
export function useNames() {
  const lang = useLang();
  const issues = useQuery({
    queryKey: ["issues", lang],
    queryFn: () => answer(api.GET("/api/reference/issues")),
    staleTime: 3_600_000,
  });
  const companies = useQuery({
    queryKey: ["respondents", ""],
    queryFn: () => answer(api.GET("/api/respondents")),
    staleTime: 3_600_000,
  });
  return {
    issue: (id: string) => issues.data?.issues.find((one) => one.id === id)?.name ?? id,
    company: (slug: string) => companies.data?.find((one) => one.slug === slug)?.name ?? slug,
  };
}

export function useCompany(slug: string) {
  const lang = useLang();
  return useQuery({
    queryKey: ["respondent", slug, lang],
    queryFn: () => answer(api.GET("/api/respondents/{slug}", { params: { path: { slug } } })),
  });
}
