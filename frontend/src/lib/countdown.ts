import { useEffect, useState } from "react";

/** How long one waits for a code before another may be asked for. */
export const CODE_PAUSE_MS = 45_000;

/** Whole seconds that are left until then, counted down; 0 from then on. */
export function useSecondsUntil(when: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((when - now) / 1000));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
