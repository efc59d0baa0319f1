import { useParams } from "react-router";
import { isLang, type Lang } from "~/i18n";

const KEY = "joinder.lang";

/** The language of the address one is on. */
export function useLang(): Lang {
  const { lang } = useParams();
  return isLang(lang) ? lang : "zh";
}

/** Makes addresses in the language one reads in. */
export function usePath(): (path: string) => string {
  const lang = useLang();
  return (path) => `/${lang}${path === "/" ? "" : path}`;
}

/** First visit: what was chosen before, then what the browser speaks, then Chinese. */
export function preferredLang(): Lang {
  const chosen = localStorage.getItem(KEY) ?? undefined;
  if (isLang(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.map((tag) => (tag === "in" ? "id" : tag)).find(isLang) ?? "zh";
}

export function rememberLang(lang: Lang): void {
  localStorage.setItem(KEY, lang);
}

export type Names = Partial<Record<string, string>> | null | undefined;

/** A name in the reader's language, else in one they may read, else any. */
export function nameIn(names: Names, lang: Lang): string {
  if (!names) return "";
  return names[lang] ?? names.en ?? names.zh ?? Object.values(names)[0] ?? "";
}
