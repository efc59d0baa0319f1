import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { fetchWords, isLang, type NAMESPACES } from "~/i18n";
import { preferredLang } from "~/lib/lang";
import {
  caseAsks,
  channelAsks,
  channelsAsks,
  companyAsks,
  guideAsks,
  guidesAsks,
  homeAsks,
  statisticsAsks,
} from "~/pages/asks";
import { BrokenPage, ErrorPage, NotFoundPage } from "./ErrorPage";
import { first } from "./first";
import { LangGate } from "./LangGate";
import { Layout } from "./Layout";

/** A page whose words come together with its code, not after it. */
function page<Part>(load: () => Promise<Part>, ...rooms: (typeof NAMESPACES)[number][]): () => Promise<Part> {
  return () => {
    const lang = window.location.pathname.split("/")[1];
    if (isLang(lang)) fetchWords(lang, rooms);
    return load();
  };
}

/** Every address of the app; each page is its own chunk. */
const pages: RouteObject[] = [
  {
    index: true,
    loader: first(homeAsks, "home", "case", "statistics"),
    lazy: page(() => import("~/pages/HomePage"), "home", "case", "statistics"),
  },
  { path: "stolen", lazy: () => import("~/pages/StolenPage") },
  { path: "report/:step?", lazy: page(() => import("~/pages/ReportPage"), "report") },
  { path: "cases", lazy: page(() => import("~/pages/CasesPage"), "case") },
  {
    path: "cases/:reference",
    loader: first(caseAsks, "case", "statistics"),
    lazy: page(() => import("~/pages/CasePage"), "case", "statistics"),
  },
  { path: "cases/:reference/releases/:number", lazy: () => import("~/pages/ReleasePage") },
  { path: "companies/:slug/releases/:number", lazy: () => import("~/pages/ReleasePage") },
  { path: "statistics/releases/:number", lazy: () => import("~/pages/ReleasePage") },
  { path: "statistics/compare", lazy: () => import("~/pages/ComparePage") },
  { path: "follow", lazy: () => import("~/pages/FollowPage") },
  {
    path: "statistics",
    loader: first(statisticsAsks, "statistics", "case"),
    lazy: page(() => import("~/pages/StatisticsPage"), "statistics", "case"),
  },
  {
    path: "companies/:slug",
    loader: first(companyAsks, "statistics", "case"),
    lazy: page(() => import("~/pages/CompanyPage"), "statistics", "case"),
  },
  { path: "method", lazy: () => import("~/pages/MethodPage") },
  { path: "removals", lazy: () => import("~/pages/RemovalsPage") },
  {
    path: "guides",
    loader: first(guidesAsks, "reference"),
    lazy: page(() => import("~/pages/GuidesPage"), "reference"),
  },
  {
    path: "guides/:id",
    loader: first(guideAsks, "reference"),
    lazy: page(() => import("~/pages/GuidePage"), "reference"),
  },
  {
    path: "channels",
    loader: first(channelsAsks, "reference"),
    lazy: page(() => import("~/pages/ChannelsPage"), "reference"),
  },
  {
    path: "channels/:id",
    loader: first(channelAsks, "reference"),
    lazy: page(() => import("~/pages/ChannelPage"), "reference"),
  },
  { path: "terms", lazy: async () => ({ Component: (await import("~/pages/TextPages")).Terms }) },
  { path: "privacy", lazy: async () => ({ Component: (await import("~/pages/TextPages")).Privacy }) },
  { path: "imprint", lazy: async () => ({ Component: (await import("~/pages/TextPages")).Imprint }) },
  { path: "sign-in", lazy: () => import("~/pages/SignInPage") },
  { path: "sign-in/link", lazy: () => import("~/pages/SignInLinkPage") },
  { path: "me/packs/:pack", lazy: () => import("~/pages/MyPackPage") },
  { path: "me/reports/:id", lazy: () => import("~/pages/MyReportPage") },
  {
    path: "me",
    lazy: () => import("~/pages/MePage"),
    children: [
      { index: true, lazy: () => import("~/pages/MyReportsPart") },
      {
        path: "approvals",
        lazy: async () => ({ Component: (await import("~/features/letters/MyLetters")).MyLetters }),
      },
      {
        path: "news",
        lazy: async () => ({ Component: (await import("~/features/accounts/notices/News")).News }),
      },
      {
        path: "evidence",
        lazy: async () => ({ Component: (await import("~/features/evidence/MyFiles")).MyFiles }),
      },
      {
        path: "consents",
        lazy: async () => ({ Component: (await import("~/features/reports/mine/MyConsents")).MyConsents }),
      },
      {
        path: "account",
        lazy: async () => ({
          Component: (await import("~/features/accounts/AccountSettings")).AccountSettings,
        }),
      },
    ],
  },
  { path: "me/approvals/:reference/:letter", lazy: () => import("~/pages/MyLetterPage") },
  { path: "moderation", lazy: () => import("~/pages/ModerationPage") },
  {
    path: "moderation/matches",
    lazy: async () => ({ Component: (await import("~/pages/moderationParts")).AllMatches }),
  },
  {
    path: "moderation/signals",
    lazy: async () => ({ Component: (await import("~/pages/moderationParts")).AllSignals }),
  },
  {
    path: "moderation/organizers",
    lazy: async () => ({ Component: (await import("~/pages/moderationParts")).AllOrganizers }),
  },
  { path: "claim", lazy: () => import("~/pages/ClaimPage") },
  { path: "invitation", lazy: () => import("~/pages/InvitationPage") },
  {
    path: "cases/:reference/desk",
    lazy: () => import("~/pages/DeskPage"),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("~/pages/deskParts")).Overview }) },
      { path: "members", lazy: async () => ({ Component: (await import("~/pages/deskParts")).MembersPart }) },
      { path: "group", lazy: async () => ({ Component: (await import("~/pages/deskParts")).GroupPart }) },
      { path: "matches", lazy: async () => ({ Component: (await import("~/pages/deskParts")).MatchesPart }) },
      { path: "signals", lazy: async () => ({ Component: (await import("~/pages/deskParts")).SignalsPart }) },
      {
        path: "evidence",
        lazy: async () => ({ Component: (await import("~/pages/deskParts")).EvidencePart }),
      },
      { path: "letters", lazy: async () => ({ Component: (await import("~/pages/deskParts")).LettersPart }) },
      {
        path: "letters/new",
        lazy: async () => ({ Component: (await import("~/pages/deskParts")).NewLetterPart }),
      },
      {
        path: "letters/:letter",
        lazy: async () => ({ Component: (await import("~/pages/deskParts")).LetterPart }),
      },
      {
        path: "letters/:letter/edit",
        lazy: async () => ({ Component: (await import("~/pages/deskParts")).NextVersionPart }),
      },
      { path: "filings", lazy: async () => ({ Component: (await import("~/pages/deskParts")).FilingsPart }) },
      { path: "imports", lazy: async () => ({ Component: (await import("~/pages/deskParts")).ImportsPart }) },
    ],
  },
  { path: "dev/mail", lazy: () => import("~/pages/OutboxPage") },
  { path: "dev/components", lazy: () => import("~/pages/ComponentsPage") },
  { path: "*", Component: NotFoundPage },
];

/** The addresses without a language lead into the preferred one. */
export const all: RouteObject[] = [
  { path: "/", element: <Navigate to={`/${preferredLang()}`} replace /> },
  { path: "/dev/mail", element: <Navigate to={`/${preferredLang()}/dev/mail`} replace /> },
  { path: "/dev/components", element: <Navigate to={`/${preferredLang()}/dev/components`} replace /> },
  {
    path: "/:lang",
    Component: LangGate,
    HydrateFallback: () => null,
    ErrorBoundary: ErrorPage,
    children: [
      {
        Component: Layout,
        ErrorBoundary: ErrorPage,
        children: [{ ErrorBoundary: BrokenPage, children: pages }],
      },
    ],
  },
];

/** Begins to fetch the page of the address one is on. */
export function makeRouter() {
  return createBrowserRouter(all);
}
