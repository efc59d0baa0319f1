import { useParams } from "react-router";
import { isLang, type Lang } from "~/i18n";

const KEY = "joinder.lang";

/** A language as it was written down; Chinese where it is none of ours. */
export function asLang(written: string | undefined): Lang {
  return isLang(written) ? written : "zh";
}

/** The language of the address one is on. */
export function useLang(): Lang {
  return asLang(useParams().lang);
}

/** Makes addresses in the language one reads in. */
export function usePath(): (path: string) => string {
  const lang = useLang();
  return (path) => `/${lang}${path === "/" ? "" : path}`;
}

/** First visit: what was chosen before, then what the browser speaks, then Chinese. */
export function preferredLang(): Lang {
  const chosen = kept();
  if (isLang(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.map((tag) => (tag === "in" ? "id" : tag)).find(isLang) ?? "zh";
}

function kept(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined; // some web views keep nothing
  }
}

/** Kept here for the app, and in a cookie for the server, which chooses the language of the bare address. */
export function rememberLang(lang: Lang): void {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // some web views keep nothing: the cookie below is enough for this visit
  }
  // biome-ignore lint/suspicious/noDocumentCookie: the other interface is missing in the browsers people have
  document.cookie = `joinder_lang=${lang}; path=/; max-age=31536000; samesite=lax`;
}

export type Names = Partial<Record<string, string>> | null | undefined;

/** A name in the reader's language, else in one they may read, else any. */
export function nameIn(names: Names, lang: Lang): string {
  if (!names) return "";
  return names[lang] ?? names.en ?? names.zh ?? Object.values(names)[0] ?? "";
}
