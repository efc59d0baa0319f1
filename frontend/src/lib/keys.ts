import { useEffect, useRef } from "react";

const WRITING = "input, textarea, select, [contenteditable=''], [contenteditable='true']";

/** Whether a key press belongs to something being written in, or to a window that lies over the page. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return true;
  const target = event.target;
  if (!(target instanceof Element)) return false;
  return target.closest(WRITING) !== null || target.closest("[role='dialog']") !== null;
}

/** Single keys that do something on this screen; never while somebody writes or a window is open. */
export function useKeys(keys: Record<string, () => void>, active = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!active) return;
    const pressed = (event: KeyboardEvent) => {
      const act = latest.current[event.key.toLowerCase()];
      if (!act || isTaken(event)) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [active]);
}
