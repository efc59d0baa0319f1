import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGS = ["zh", "en", "id"] as const;
export type Lang = (typeof LANGS)[number];
export const NAMESPACES = [
  "common",
  "home",
  "report",
  "case",
  "account",
  "desk",
  "moderation",
  "statistics",
  "reference",
  "letters",
  "group",
  "claim",
  "packs",
  "gallery",
  "review",
] as const;

/** The names of the languages, each in itself. */
export const LANG_NAMES: Record<Lang, string> = { zh: "\u4e2d\u6587", en: "English", id: "Bahasa Indonesia" };

const files = import.meta.glob<{ default: object }>("./{zh,en,id}/*.json");

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (lang, namespace, done) => {
    const load = files[`./${lang}/${namespace}.json`];
    if (!load) return done(null, {});
    load().then(
      (file) => done(null, file.default as Record<string, string>),
      (error: Error) => done(error, null),
    );
  },
};

/** Begins to fetch words that a page will ask for, so that they come together with its code. */
export function fetchWords(lang: Lang, rooms: readonly (typeof NAMESPACES)[number][]): void {
  for (const room of rooms) files[`./${lang}/${room}.json`]?.().catch(() => undefined);
}

export function isLang(value: string | undefined): value is Lang {
  return LANGS.includes(value as Lang);
}

let started: Promise<unknown> = Promise.resolve();

/** Waits until the words of these rooms are here, so that a page need not stop for them while it is drawn. */
export async function haveWords(rooms: readonly (typeof NAMESPACES)[number][]): Promise<void> {
  await started;
  await i18next.loadNamespaces(rooms);
}

/** Words are fetched per language and room; Indonesian falls back to English where only organizers look. */
export function startWords(lang: Lang) {
  started = i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: lang,
      fallbackLng: { id: ["en"], default: [] },
      ns: ["common"],
      defaultNS: "common",
      supportedLngs: [...LANGS],
      interpolation: { escapeValue: false },
      returnEmptyString: false,
    });
  return started;
}
