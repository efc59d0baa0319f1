import { useEffect } from "react";
import { useLocation } from "react-router";
import { focusHeading } from "./focus";

/** Takes whoever came by an address with # to that section as soon as it is there: its words may come late. */
export function Arrive({ at }: { at: string }) {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link pressed again leads there again
  useEffect(() => {
    if (hash === `#${at}`) focusHeading(document.getElementById(at));
  }, [at, hash, key]);
  return null;
}
