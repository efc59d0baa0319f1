import { useState } from "react";
import { useDraft } from "./draft/DraftContext";
import { leftFiles } from "./draft/draft";
import { Discard } from "./Unfinished";

/** Files of a sent report that were not accepted lie nowhere else: asks before another report takes their place. */
export function useLeaving() {
  const { draft } = useDraft();
  const [going, setGoing] = useState<{ go: () => Promise<unknown> } | null>(null);
  const files = leftFiles(draft).length;
  const leave = (go: () => Promise<unknown>) => {
    if (files > 0) setGoing({ go });
    else go();
  };
  const asking = (
    <Discard
      open={going !== null}
      files={files}
      onClose={() => setGoing(null)}
      run={async () => going?.go()}
    />
  );
  return { leave, asking };
}
