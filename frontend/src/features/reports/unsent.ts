import { useEffect, useState } from "react";
import { isOutgoing, isUnfinished } from "./draft/draft";
import { lyingDraft } from "./draft/keeping";
import { type StepId, stepOf } from "./draft/steps";

export interface Unsent {
  /** The question at which it waits. */
  step: StepId;
  /** It was sent once, and no answer ever came. */
  unsure: boolean;
}

/** The report that lies on this device unsent; null where none was begun. */
export async function unsent(): Promise<Unsent | null> {
  const draft = await lyingDraft();
  return draft && isUnfinished(draft) ? { step: stepOf(draft), unsure: isOutgoing(draft) } : null;
}

/** The same for a page; null until it is known. */
export function useUnsent(): Unsent | null {
  const [found, setFound] = useState<Unsent | null>(null);
  useEffect(() => {
    let gone = false;
    unsent().then((lying) => gone || setFound(lying));
    return () => {
      gone = true;
    };
  }, []);
  return found;
}
