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
import { type Draft, emptyDraft, isUnfinished, leftFiles } from "./draft";
import {
  forgetDraft,
  forgetFile,
  giveWay,
  JOURNAL,
  type Keeping,
  keepDraft,
  leaveAside,
  loadDraft,
  lyingDraft,
  putAside,
  whole,
} from "./keeping";

interface Kept {
  draft: Draft;
  /** False when this browser can keep nothing: the person is told before they write. */
  safe: boolean;
  change: (how: (draft: Draft) => Draft) => void;
  /** Puts another state of this draft in its place. */
  replace: (draft: Draft) => void;
  /** Puts an unfinished draft away and takes another in hand; refuses where this browser can keep only one. */
  exchange: (next: Draft) => Promise<void>;
  /** Takes over what lies on the device if it is newer, and hands out what is in hand then. */
  refresh: () => Promise<Draft | null>;
  /** Ends this draft and takes an empty one or `next` in hand; false where another tab has begun one: then that one. */
  forget: (next?: Draft) => Promise<boolean>;
}

const Context = createContext<Kept | null>(null);
const SETTLING = 250;

/** Holds the one draft of this browser and writes every change down at once. */
export function DraftProvider({ lang, children }: { lang: string; children: ReactNode }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [safe, setSafe] = useState(true);
  const latest = useRef<Draft | null>(null);
  /** Which draft this tab knows to lie on the device: any other there was put there by another tab. */
  const known = useRef<string | null>(null);

  const hold = useCallback((kept: Draft) => {
    latest.current = kept;
    known.current = kept.id;
    setDraft(kept);
  }, []);

  useEffect(() => {
    let gone = false;
    askToStay().catch(() => undefined);
    loadDraft(lang).then((kept) => !gone && !latest.current && hold(kept));
    return () => {
      gone = true;
    };
  }, [lang, hold]);

  const keep = useCallback(
    async (next: Draft): Promise<Keeping> => {
      latest.current = next;
      setDraft(next);
      const how = await keepDraft(next, known.current);
      if (how === "outrun") {
        const other = await giveWay(next);
        const ahead = other && (other.id !== next.id || other.revision > latest.current.revision);
        if (ahead && latest.current.id === next.id) hold(whole(other, lang));
        return how;
      }
      if (how === "kept") known.current = next.id;
      setSafe(how !== "nowhere");
      return how;
    },
    [lang, hold],
  );

  const replace = useCallback((next: Draft) => void keep(next), [keep]);

  const change = useCallback(
    (how: (draft: Draft) => Draft) => {
      const old = latest.current;
      const next = old && how(old);
      if (old && next && next !== old) keep({ ...next, revision: old.revision + 1 });
    },
    [keep],
  );

  const exchange = useCallback(
    async (next: Draft) => {
      const lying = await lyingDraft();
      const here = newest(latest.current, lying, known.current);
      if (here && comesFirst(here, next, latest.current)) return hold(whole(here, lang));
      if (here && isUnfinished(here)) await putAside(here);
      if (lying) known.current = lying.id;
      const revision = Math.max(next.revision, latest.current?.revision ?? 0, lying?.revision ?? 0) + 1;
      if ((await keep({ ...next, revision })) !== "kept") return;
      await leaveAside(next.id).catch(() => undefined);
      for (const file of here ? leftFiles(here) : []) await forgetFile(file.id).catch(() => undefined);
    },
    [lang, hold, keep],
  );

  const forget = useCallback(
    async (next?: Draft) => {
      const old = latest.current;
      if (!old) return false;
      const other = await forgetDraft(old, known.current).catch(() => null);
      if (other && (isUnfinished(other) || other.sent)) {
        hold(whole(other, lang));
        return false;
      }
      if (other) known.current = other.id;
      await keep({
        ...(next ?? emptyDraft(lang)),
        revision: Math.max(old.revision, other?.revision ?? 0) + 1,
      });
      return true;
    },
    [lang, hold, keep],
  );

  const refresh = useCallback(async () => {
    const kept = await lyingDraft();
    if (kept && latest.current && kept.revision > latest.current.revision) hold(whole(kept, lang));
    return latest.current;
  }, [lang, hold]);
  useOtherTabs(refresh);

  const value = useMemo(
    () => (draft ? { draft, safe, change, replace, exchange, refresh, forget } : null),
    [draft, safe, change, replace, exchange, refresh, forget],
  );
  if (!value) return <Loading />;
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Taken up in another tab already, its files still on their way up, or left there and nobody asked about it here. */
function comesFirst(here: Draft, next: Draft, held: Draft | null): boolean {
  const left = leftFiles(here);
  return (
    here.id === next.id || left.some((file) => file.state === "waiting") || (here !== held && left.length > 0)
  );
}

/** What this tab holds, or what lies on the device where another tab has written since. */
function newest(held: Draft | null, lying: Draft | null, known: string | null): Draft | null {
  if (!held || !lying) return held ?? lying;
  if (held.id === lying.id) return lying.revision > held.revision ? lying : held;
  return lying.id === known ? held : lying;
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
