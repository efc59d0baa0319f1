import { useEffect, useState } from "react";
import { useLocation, useNavigationType, useSearchParams } from "react-router";
import { useSettled } from "./settled";

const PAUSE_MS = 300;

/** What is typed or chosen on a page: at once here, and in its address when it has settled, so that going back finds it. */
export function useInAddress(name: string): [string, (value: string) => void] {
  const [query, setQuery] = useSearchParams();
  const { key } = useLocation();
  const kind = useNavigationType();
  const there = query.get(name) ?? "";
  const [value, setValue] = useState(there);
  const [seen, setSeen] = useState(key);
  // A link to the same page, and going back on it, bring the field along; what is written here below does not.
  if (seen !== key) {
    setSeen(key);
    if (kind !== "REPLACE") setValue(there);
  }
  const settled = useSettled(value, PAUSE_MS);
  useEffect(() => {
    if (settled !== value || settled === there) return;
    const next = new URLSearchParams(query);
    if (settled) next.set(name, settled);
    else next.delete(name);
    setQuery(next, { replace: true, preventScrollReset: true });
  }, [settled, value, there, name, query, setQuery]);
  return [value, setValue];
}
