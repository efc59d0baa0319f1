import { type RefObject, useEffect, useRef } from "react";
import { focusHeading } from "~/lib/focus";
import { announce } from "./Toast";

const SOON_MS = 2000;

/** Who stands nowhere any more stands on the heading of where they were. */
function stand(section: Element | null): void {
  const at = document.activeElement;
  if (!at || at === document.body) focusHeading(section);
}

/** Says that something is done, and finds a place for the focus where what was asked about goes away with it. */
export function useDone(words: string | undefined): [RefObject<HTMLSpanElement | null>, () => void] {
  const place = useRef<HTMLSpanElement>(null);
  const section = useRef<Element | null>(null);
  const over = useRef(false);
  useEffect(() => {
    section.current = place.current?.closest("section") ?? null;
    return () => {
      if (over.current) stand(section.current);
    };
  }, []);
  const finish = () => {
    if (!words) return;
    announce(words);
    over.current = true;
    setTimeout(() => {
      over.current = false;
    }, SOON_MS);
    if (!place.current) stand(section.current);
  };
  return [place, finish];
}
