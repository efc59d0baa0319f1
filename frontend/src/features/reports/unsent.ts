import { useEffect, useState } from "react";
import { isUnfinished } from "./draft/draft";
import { lyingDraft } from "./draft/keeping";
import { type StepId, stepOf } from "./draft/steps";

/** The question at which a report on this device waits to be sent; null where none was begun. */
export async function unsentAt(): Promise<StepId | null> {
  const draft = await lyingDraft();
  return draft && isUnfinished(draft) ? stepOf(draft) : null;
}

/** The same for a page; null until it is known. */
export function useUnsent(): StepId | null {
  const [step, setStep] = useState<StepId | null>(null);
  useEffect(() => {
    let gone = false;
    unsentAt().then((found) => gone || setStep(found));
    return () => {
      gone = true;
    };
  }, []);
  return step;
}
