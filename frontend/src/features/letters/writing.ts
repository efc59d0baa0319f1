import { useRef, useState } from "react";
import { newKey } from "~/lib/ids";
import { useStayingWhile } from "~/lib/staying";
import { forgetPlan, keepPlan, type Place } from "./keeping";
import type { PlanForm } from "./plan";

interface Which {
  reference: string;
  version: number | null;
}

/** The letter being written: every change is kept on this device, and what lay there can be put aside and brought back. */
export function useWriting({ reference, version }: Which, saved: PlanForm, { slot, kept }: Place) {
  const [form, setForm] = useState(kept ? { ...saved, ...kept.form } : saved);
  const [dropped, setDropped] = useState<PlanForm | null>(null);
  const [unsafe, setUnsafe] = useState(false);
  const [found, setFound] = useState(kept !== null);
  const key = useRef(kept?.key ?? newKey());
  useStayingWhile(unsafe);
  const put = (next: PlanForm) => {
    key.current = newKey();
    setForm(next);
    const plan = { form: next, key: key.current, over: version, at: Date.now() };
    keepPlan(reference, slot, plan).then((safe) => setUnsafe(!safe));
  };
  return {
    form,
    key: key.current,
    set: (part: Partial<PlanForm>) => {
      setDropped(null);
      put({ ...form, ...part });
    },
    /** Whether something unsaved lay here when the page opened, and was written over an older version. */
    found,
    outdated: found && kept?.over !== version,
    dropped: dropped !== null,
    drop: () => {
      setDropped(form);
      setFound(false);
      setForm(saved);
      key.current = newKey();
      setUnsafe(false);
      forgetPlan(reference, slot);
    },
    bringBack: () => {
      if (dropped) put(dropped);
      setFound(true);
      setDropped(null);
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;
