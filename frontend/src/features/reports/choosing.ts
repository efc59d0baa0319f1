import { useCallback, useRef, useState } from "react";
import { isRecording, MOST_ALTOGETHER, type Refusal, refusalOf } from "~/lib/evidenceFiles";
import { newKey } from "~/lib/ids";
import { sha256 } from "~/lib/sha256";
import { useStayingWhile } from "~/lib/staying";
import { forgetThumb } from "~/lib/thumbs";
import { useDraft } from "./draft/DraftContext";
import type { KeptFile } from "./draft/draft";
import { forgetFile, keepFile } from "./draft/keeping";

export type Note = { why: Refusal | "full" | "already" | "noRoom"; name: string };
export type Busy = { at: number; of: number };

/** Chosen files are listed first and then copied onto this device one by one, so that fifty of them never lie in memory. */
export function useChoosing() {
  const { draft, change } = useDraft();
  const [notes, setNotes] = useState<Note[]>([]);
  const [busy, setBusy] = useState<Busy | null>(null);
  const files = useRef(draft.files);
  files.current = draft.files;
  useStayingWhile(busy !== null);

  const settle = useCallback(
    (id: string, part: Partial<KeptFile> | null) =>
      change((old) =>
        old.files.some((one) => one.id === id)
          ? {
              ...old,
              files: old.files.flatMap((one) => (one.id !== id ? [one] : part ? [{ ...one, ...part }] : [])),
            }
          : old,
      ),
    [change],
  );

  const add = async (chosen: File[]) => {
    const { taken, refused } = sort(chosen, files.current);
    setNotes(refused);
    const fresh = taken
      .map(([kept]) => kept)
      .filter((kept) => !files.current.some((one) => one.id === kept.id));
    change((old) => ({ ...old, files: [...old.files, ...fresh] }));
    for (const [at, [kept, file]] of taken.entries()) {
      setBusy({ at: at + 1, of: taken.length });
      try {
        settle(kept.id, await takeIn(kept, file));
      } catch {
        settle(kept.id, null);
        setNotes((old) => [...old, { why: "noRoom", name: file.name }]);
      }
    }
    setBusy(null);
  };

  const drop = (id: string) => {
    forgetFile(id).catch(() => undefined);
    forgetThumb(id);
    settle(id, null);
  };
  return { add, drop, notes, busy };
}

/** A picture is copied; of a recording only the fingerprint is taken. */
async function takeIn(kept: KeptFile, file: File): Promise<Partial<KeptFile>> {
  if (kept.keptByMe) return { keptByMe: { sha256: await sha256(file) }, stored: true };
  await keepFile(kept.id, file);
  return { stored: true };
}

/** What may be taken, each with its place in the list; a file whose copying was cut off takes its old place. */
function sort(chosen: File[], already: KeptFile[]) {
  const taken: [KeptFile, File][] = [];
  const refused: Note[] = [];
  let count = already.length;
  let size = already.reduce((sum, one) => sum + (one.keptByMe ? 0 : one.size), 0);
  for (const file of chosen) {
    const same = already.find(
      (one) => one.name === file.name && one.size === file.size && one.changed === file.lastModified,
    );
    const recording = isRecording(file);
    if (same) {
      if (same.stored === false) taken.push([same, file]);
      else refused.push({ why: "already", name: file.name });
      continue;
    }
    const full = !recording && size + file.size > MOST_ALTOGETHER;
    const why = full ? "full" : refusalOf(file, count, recording);
    if (why) {
      refused.push({ why, name: file.name });
      continue;
    }
    count += 1;
    if (!recording) size += file.size;
    taken.push([listed(file, recording), file]);
  }
  return { taken, refused };
}

function listed(file: File, recording: boolean): KeptFile {
  return {
    id: newKey(),
    name: file.name,
    type: file.type,
    size: file.size,
    changed: file.lastModified,
    key: newKey(),
    state: "waiting",
    stored: false,
    ...(recording && { keptByMe: { sha256: "" } }),
  };
}
