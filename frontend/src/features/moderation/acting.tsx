import { createContext, useContext, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { type Act, useAct } from "./queries";

/** Where a refusal is said whose card is gone meanwhile. */
export const Gone = createContext<(error: Error) => void>(() => undefined);

/** Leads the focus on from a card that is gone: to the next one, the one before, or the list itself. */
function onwardFrom(held: Element | null): () => void {
  const card = held?.closest("article");
  if (!card) return () => undefined;
  const list = card.closest("section")?.querySelector<HTMLElement>("h2");
  const all = [...document.querySelectorAll<HTMLElement>("article")];
  const at = all.indexOf(card);
  const others = [...all.slice(at + 1), ...all.slice(0, at).reverse()];
  return () => {
    const lost = !document.activeElement || document.activeElement === document.body;
    const next = others.find((one) => one.isConnected) ?? list;
    if (card.isConnected || !lost || !next?.isConnected) return;
    next.setAttribute("tabindex", "-1");
    next.focus();
  };
}

/** The acts of one card: busy and refused are that card's alone, and the focus goes on when it is gone. */
export function useOwnAct() {
  const doing = useAct();
  const gone = useContext(Gone);
  const last = useRef<{ onward: () => void; error: Error | null }>({ onward: () => undefined, error: null });
  last.current.error = doing.error;
  useEffect(() => {
    const kept = last.current;
    return () => {
      if (kept.error) gone(kept.error);
      kept.onward();
    };
  }, [gone]);
  return {
    act: (what: Act) => {
      last.current.onward = onwardFrom(document.activeElement);
      doing.mutate(what);
    },
    busy: doing.isPending,
    error: doing.error,
  };
}

export type Doing = ReturnType<typeof useOwnAct>;

/** What was refused, on the card that it is about. */
export function Refused({ doing }: { doing: Pick<Doing, "error"> }) {
  const { t } = useTranslation("moderation");
  return doing.error && <Failure message={problemWords(doing.error, t)} />;
}
