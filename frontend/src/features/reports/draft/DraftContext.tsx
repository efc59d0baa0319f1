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
import { askToStay } from "~/lib/vault";
import { type Draft, emptyDraft, isUnfinished } from "./draft";
import { forgetDraft, JOURNAL, keepDraft, leaveAside, loadDraft, putAside } from "./keeping";

interface Kept {
  draft: Draft;
  /** False when this browser can keep nothing: the person is told before they write. */
  safe: boolean;
  change: (how: (draft: Draft) => Draft) => void;
  /** Puts another state of this draft, or one after a sent one, in its place. */
  replace: (draft: Draft) => void;
  /** Puts an unfinished draft away and takes another in hand; refuses where this browser can keep only one. */
  exchange: (next: Draft) => Promise<void>;
  forget: () => Promise<void>;
}

const Context = createContext<Kept | null>(null);
const SETTLING = 250;

/** Holds the one draft of this browser and writes every change down at once. */
export function DraftProvider({ lang, children }: { lang: string; children: ReactNode }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [safe, setSafe] = useState(true);
  const latest = useRef<Draft | null>(null);

  useEffect(() => {
    let gone = false;
    askToStay().catch(() => undefined);
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
    keepDraft(next).then(setSafe);
  }, []);

  const change = useCallback(
    (how: (draft: Draft) => Draft) => {
      const old = latest.current;
      const next = old && how(old);
      if (old && next && next !== old) replace({ ...next, revision: old.revision + 1 });
    },
    [replace],
  );

  const exchange = useCallback(
    async (next: Draft) => {
      const old = latest.current;
      if (old && old.id !== next.id && isUnfinished(old)) await putAside(old);
      const taken = { ...next, revision: Math.max(next.revision, old?.revision ?? 0) + 1 };
      replace(taken);
      if (await keepDraft(taken)) await leaveAside(next.id).catch(() => undefined);
    },
    [replace],
  );

  const forget = useCallback(async () => {
    await forgetDraft().catch(() => undefined);
    const fresh = emptyDraft(lang);
    latest.current = fresh;
    setDraft(fresh);
  }, [lang]);

  useOtherTabs(
    useCallback(async () => {
      const kept = await loadDraft(lang);
      if (!latest.current || kept.revision <= latest.current.revision) return;
      latest.current = kept;
      setDraft(kept);
    }, [lang]),
  );

  const value = useMemo(
    () => (draft ? { draft, safe, change, replace, exchange, forget } : null),
    [draft, safe, change, replace, exchange, forget],
  );
  if (!value) return <Loading />;
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** What was written in another tab of this browser is taken over, so that neither tab overwrites the other. */
function useOtherTabs(takeOver: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (event: Event) => {
      if (event instanceof StorageEvent && event.key !== JOURNAL) return;
      if (document.visibilityState === "hidden" && event.type !== "storage") return;
      clearTimeout(timer);
      timer = setTimeout(takeOver, SETTLING);
    };
    window.addEventListener("storage", soon);
    document.addEventListener("visibilitychange", soon);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("storage", soon);
      document.removeEventListener("visibilitychange", soon);
    };
  }, [takeOver]);
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
