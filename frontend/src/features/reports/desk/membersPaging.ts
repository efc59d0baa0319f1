import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { fetchMembers, fetchOutline, type MemberRead } from "./queries";

export interface MemberFilters {
  find: string;
  evidence: string;
  approval: string;
  grants: string;
  state: string;
}

export const NO_FILTERS: MemberFilters = { find: "", evidence: "", approval: "", grants: "", state: "" };
const FORGOTTEN_AFTER = 10_000;
const FRESH = 60_000;

/** Filters as the server reads them: what is not chosen is not sent. */
export function asked(filters: MemberFilters): Partial<MemberFilters> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value.trim() !== ""));
}

/** The pages that hold some places of the table. */
export function pagesOf(first: number, last: number, size: number): number[] {
  const from = Math.floor(first / size);
  const to = Math.floor(Math.max(first, last) / size);
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

/** The members that fit, of which only the pages in sight are held; others are fetched again when they come back. */
export function useMemberRows(reference: string, filters: MemberFilters) {
  const query = useMemo(() => asked(filters), [filters]);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const outline = useQuery({
    queryKey: ["desk", reference, "members", "outline", query],
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    queryFn: () => fetchOutline(reference, query),
  });
  const size = outline.data?.page_size ?? 1;
  const total = outline.data?.total ?? 0;
  const starts = outline.isPlaceholderData ? [] : (outline.data?.cursors ?? []);
  const wanted = total > 0 ? pagesOf(range.first, Math.min(range.last, total - 1), size) : [];
  const known = wanted.filter((page) => page === 0 || starts[page - 1] !== undefined);
  const pages = useQueries({
    queries: known.map((page) => {
      const cursor = page === 0 ? undefined : starts[page - 1];
      return {
        queryKey: ["desk", reference, "members", "page", query, cursor ?? ""],
        staleTime: FRESH,
        gcTime: FORGOTTEN_AFTER,
        queryFn: () => fetchMembers(reference, { ...query, cursor, limit: size }),
      };
    }),
  });
  const found = new Map(known.map((page, place) => [page, pages[place]?.data?.items]));
  return {
    total,
    isPending: outline.isPending,
    error: outline.error ?? pages.find((page) => page.isError)?.error ?? null,
    refetch: () => Promise.all([outline.refetch(), ...pages.map((page) => page.refetch())]),
    rowAt: (index: number): MemberRead | undefined => found.get(Math.floor(index / size))?.[index % size],
    onRange: useCallback(
      (first: number, last: number) =>
        setRange((now) => (now.first === first && now.last === last ? now : { first, last })),
      [],
    ),
  };
}
