import { get, keys, put, remove } from "~/lib/vault";
import { type Draft, emptyDraft } from "./draft";

const CURRENT = "current";

/** The draft on this device; a new field of a later version gets its empty value. */
export async function loadDraft(lang: string): Promise<Draft> {
  const kept = await get<Draft>("drafts", CURRENT).catch(() => undefined);
  return kept ? { ...emptyDraft(lang), ...kept } : emptyDraft(lang);
}

export async function keepDraft(draft: Draft): Promise<void> {
  await put("drafts", CURRENT, draft);
}

export async function keepFile(id: string, file: Blob): Promise<void> {
  await put("files", id, file);
}

export function fileOf(id: string): Promise<Blob | undefined> {
  return get<Blob>("files", id);
}

export async function forgetFile(id: string): Promise<void> {
  await remove("files", id);
}

/** Nothing of the draft stays on this device. */
export async function forgetDraft(): Promise<void> {
  await remove("drafts", CURRENT);
  for (const key of await keys("files")) await remove("files", String(key));
}
