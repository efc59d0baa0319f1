import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Loading } from "~/components/States";
import { type Draft, emptyDraft } from "./draft";
import { forgetDraft, keepDraft, loadDraft } from "./keeping";

interface Kept {
  draft: Draft;
  change: (how: (draft: Draft) => Draft) => void;
  /** Puts another draft (one carried here by code) in its place. */
  replace: (draft: Draft) => void;
  forget: () => Promise<void>;
}

const Context = createContext<Kept | null>(null);

/** Holds the one draft of this browser and writes every change down at once. */
export function DraftProvider({ lang, children }: { lang: string; children: ReactNode }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const latest = useRef<Draft | null>(null);

  useEffect(() => {
    let gone = false;
    loadDraft(lang).then((kept) => {
      if (gone || latest.current) return;
      latest.current = kept;
      setDraft(kept);
    });
    return () => {
      gone = true;
    };
  }, [lang]);

  const replace = useCallback((next: Draft) => {
    latest.current = next;
    setDraft(next);
    keepDraft(next).catch(() => undefined);
  }, []);

  const change = useCallback(
    (how: (draft: Draft) => Draft) => {
      if (latest.current) replace(how(latest.current));
    },
    [replace],
  );

  const forget = useCallback(async () => {
    await forgetDraft().catch(() => undefined);
    const fresh = emptyDraft(lang);
    latest.current = fresh;
    setDraft(fresh);
  }, [lang]);

  const value = useMemo(
    () => (draft ? { draft, change, replace, forget } : null),
    [draft, change, replace, forget],
  );
  if (!value) return <Loading />;
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useDraft(): Kept {
  const kept = useContext(Context);
  if (!kept) throw new Error("useDraft outside DraftProvider");
  return kept;
}

/** One part of the draft with its setter. */
export function usePart<K extends keyof Draft>(part: K): [Draft[K], (value: Draft[K]) => void] {
  const { draft, change } = useDraft();
  return [draft[part], (value) => change((old) => ({ ...old, [part]: value }))];
}
