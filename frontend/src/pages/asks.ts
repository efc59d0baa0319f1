import type { QueryClient } from "@tanstack/react-query";
import { signedInAsk } from "~/features/accounts/queries";
import { organizersAsk } from "~/features/cases/organizing/queries";
import {
  caseAsk,
  companyRepliesAsk,
  issuesAsk,
  removalsAsk,
  repliesAsk,
  timelineAsk,
} from "~/features/cases/queries";
import { publicFilingsAsk } from "~/features/filings/queries";
import { channelAsk, channelsAsk, guideAsk, guidesAsk, metaAsk } from "~/features/reference/queries";
import {
  caseNumbersAsk,
  casesNumbersAsk,
  companiesAsk,
  companyAsk,
  filingStatesAsk,
  issueNamesAsk,
  movesAsk,
  patternsAsk,
  totalsAsk,
} from "~/features/statistics/queries";
import type { Lang } from "~/i18n";

/** One question to the server, whose answer is kept for the part that shows it. */
export type Ask = (client: QueryClient) => Promise<unknown>;
/** What a page asks, by its language, the one name in its address (a case, a company, a guide, a channel), and what else
 * the address asks for. */
export type Asks = (lang: Lang, named: string, query: URLSearchParams) => Ask[];

const frame: Ask[] = [
  (client) => client.prefetchQuery(metaAsk),
  (client) => client.prefetchQuery(signedInAsk),
];

export const homeAsks: Asks = (lang) => [
  ...frame,
  (client) => client.prefetchQuery(movesAsk),
  (client) => client.prefetchQuery(totalsAsk(lang)),
];

export const caseAsks: Asks = (lang, reference) => [
  ...frame,
  (client) => client.prefetchQuery(caseAsk(reference, lang)),
  (client) => client.prefetchQuery(caseNumbersAsk(reference, lang)),
  (client) => client.prefetchQuery(issuesAsk(lang)),
  (client) => client.prefetchQuery(repliesAsk(reference)),
  (client) => client.prefetchQuery(publicFilingsAsk(reference, lang)),
  (client) => client.prefetchInfiniteQuery(timelineAsk(reference)),
  (client) => client.prefetchQuery(companiesAsk(lang)),
  (client) => client.prefetchQuery(organizersAsk(reference)),
  (client) => client.prefetchQuery(removalsAsk(reference)),
];

/** What the pages of numbers show, of everything or of one company. */
function numbersAsks(lang: Lang, slug?: string): Ask[] {
  return [
    ...frame,
    (client) => client.prefetchQuery(totalsAsk(lang, slug)),
    (client) => client.prefetchQuery(companiesAsk(lang)),
    (client) => client.prefetchQuery(issueNamesAsk(lang)),
    (client) => client.prefetchQuery(filingStatesAsk(slug)),
    (client) => client.prefetchInfiniteQuery(patternsAsk(slug)),
    (client) => client.prefetchInfiniteQuery(casesNumbersAsk(slug)),
  ];
}

export const statisticsAsks: Asks = (lang) => numbersAsks(lang);

export const companyAsks: Asks = (lang, slug) => [
  (client) => client.prefetchQuery(companyAsk(slug, lang)),
  (client) => client.prefetchInfiniteQuery(companyRepliesAsk(slug)),
  ...numbersAsks(lang, slug),
];

export const guidesAsks: Asks = (lang, _named, query) => [
  ...frame,
  (client) => client.prefetchQuery(guidesAsk(lang, query.get("q")?.trim() ?? "")),
];

export const guideAsks: Asks = (lang, id) => [...frame, (client) => client.prefetchQuery(guideAsk(id, lang))];

export const channelsAsks: Asks = (lang) => [...frame, (client) => client.prefetchQuery(channelsAsk(lang))];

export const channelAsks: Asks = (lang, id) => [
  ...frame,
  (client) => client.prefetchQuery(channelAsk(id, lang)),
];
