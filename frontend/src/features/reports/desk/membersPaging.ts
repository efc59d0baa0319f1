import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useSettled } from "~/lib/settled";
import { fetchMembers, fetchOutline, type MemberRead } from "./queries";

export interface MemberFilters {
  find: string;
  evidence: string;
  approval: string;
  grants: string;
  state: string;
}

export const NO_FILTERS: MemberFilters = { find: "", evidence: "", approval: "", grants: "", state: "" };
const SIZE = 50;
const AHEAD = 25;
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

/** The pages to hold: those of the rows in sight, and those that scrolling on would need next. */
export function pagesAround(first: number, last: number, total: number): { near: number[]; ahead: number[] } {
  if (total === 0) return { near: [], ahead: [] };
  const near = pagesOf(first, Math.min(total - 1, last), SIZE);
  const around = pagesOf(Math.max(0, first - AHEAD), Math.min(total - 1, last + AHEAD), SIZE);
  return { near, ahead: around.filter((one) => !near.includes(one)) };
}

const page = (reference: string, query: Partial<MemberFilters>, cursor?: string) => ({
  queryKey: ["desk", reference, "members", "page", query, cursor ?? ""],
  staleTime: FRESH,
  queryFn: () => fetchMembers(reference, { ...query, cursor, limit: SIZE }),
});

/**
 * The members that fit, of which only the pages in sight are held. The first page is asked for alone, so that a filter
 * costs one page; until it is there the table keeps what it showed. How many more there are is asked for after it. After
 * a jump the rows in sight are asked for first, those around them once it rests there.
 */
export function useMemberRows(reference: string, filters: MemberFilters) {
  const query = useMemo(() => asked(filters), [filters]);
  const [sight, setSight] = useState({ near: [0], ahead: [] as number[] });
  const first = useQuery({ ...page(reference, query), placeholderData: keepPreviousData });
  const outline = useQuery({
    queryKey: ["desk", reference, "members", "outline", query],
    enabled: first.isSuccess && !first.isPlaceholderData && first.data.next_cursor !== null,
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    queryFn: () => fetchOutline(reference, { ...query, limit: SIZE }),
  });
  const known = outline.isPlaceholderData ? undefined : outline.data;
  const waiting = first.isPlaceholderData;
  const total = totalOf(waiting ? outline.data : known, first.data);
  const starts = known?.cursors ?? [];
  const further = (places: number[]) =>
    waiting ? [] : places.filter((one) => one > 0 && starts[one - 1] !== undefined);
  const asking = (places: number[], enabled: boolean) =>
    places.map((one) => ({
      ...page(reference, query, starts[one - 1]),
      gcTime: FORGOTTEN_AFTER,
      enabled,
    }));
  const [near, ahead] = [further(sight.near), further(sight.ahead)];
  const nearPages = useQueries({ queries: asking(near, true) });
  const resting = useSettled(sight) === sight && nearPages.every((one) => one.data !== undefined);
  const aheadPages = useQueries({ queries: asking(ahead, resting) });
  const pages = [...nearPages, ...aheadPages];
  const found = new Map([...near, ...ahead].map((one, place) => [one, pages[place]?.data?.items]));
  found.set(0, first.data?.items);
  return {
    total,
    /** How many fit is not known yet; the rows at hand already are. */
    counting: known === undefined && first.data?.next_cursor !== null,
    waiting,
    isPending: first.isPending,
    error: outline.error ?? first.error ?? pages.find((one) => one.isError)?.error ?? null,
    refetch: () => Promise.all([outline.refetch(), first.refetch(), ...pages.map((one) => one.refetch())]),
    rowAt: (index: number): MemberRead | undefined => found.get(Math.floor(index / SIZE))?.[index % SIZE],
    onRange: useCallback(
      (from: number, to: number) =>
        setSight((now) => {
          const next = pagesAround(from, to, total);
          return `${next.near}|${next.ahead}` === `${now.near}|${now.ahead}` ? now : next;
        }),
      [total],
    ),
  };
}

/** How many rows the table has: those of the outline, until then those of the first page. */
function totalOf(outline: { total: number } | undefined, first: { items: unknown[] } | undefined): number {
  return outline?.total ?? first?.items.length ?? 0;
}
