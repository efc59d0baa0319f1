import { isMonth, readMonth } from "~/lib/dates";
import { all, get, keys, put, remove, swap } from "~/lib/vault";
import { type Draft, emptyDraft } from "./draft";

const CURRENT = "current";
/** A year or a month alone, as the two lists leave it. */
const HALF = /^(|\d{4}-|-\d{2})$/;
const ASIDE = "aside.";
/** The newest state, written in the same instant as the keystroke and dropped once the vault has it. */
export const JOURNAL = "joinder.draft";

function journal(): Draft | null {
  try {
    const text = localStorage.getItem(JOURNAL);
    return text ? (JSON.parse(text) as Draft) : null;
  } catch {
    return null;
  }
}

function settle(revision: number): void {
  try {
    if ((journal()?.revision ?? 0) <= revision) localStorage.removeItem(JOURNAL);
  } catch {
    // no local storage here: nothing was written to it either
  }
}

function dropJournalOf(id: string): void {
  try {
    if (journal()?.id === id) localStorage.removeItem(JOURNAL);
  } catch {
    // no local storage here: nothing was written to it either
  }
}

/** A month once typed freely: what can be read becomes one, anything else stays as the person's own words. */
function readable(when: Draft["when"]): Draft["when"] {
  if (HALF.test(when.month) || isMonth(when.month)) return when;
  const month = readMonth(when.month);
  return { ...when, month, text: month ? when.text : when.text || when.month };
}

/** Fields that a later version added get their empty value. */
export function whole(kept: Partial<Draft>, lang: string): Draft {
  const empty = emptyDraft(lang);
  return {
    ...empty,
    ...kept,
    when: readable({ ...empty.when, ...kept.when }),
    asked: { ...empty.asked, ...kept.asked },
  };
}

/** The draft in hand as it lies on this device: the vault's, or the journal's if the page died before the vault had it. */
export async function lyingDraft(): Promise<Draft | null> {
  const kept = await get<Draft>("drafts", CURRENT).catch(() => undefined);
  const newer = journal();
  return newer && newer.revision > (kept?.revision ?? -1) ? newer : (kept ?? null);
}

/** The draft on this device, or an empty one. */
export async function loadDraft(lang: string): Promise<Draft> {
  const newest = await lyingDraft();
  return newest ? whole(newest, lang) : emptyDraft(lang);
}

/** In the vault; in the journal alone; nowhere, because this browser keeps nothing; or not, because another tab wrote since. */
export type Keeping = "kept" | "noted" | "nowhere" | "outrun";

/** Keeps the draft at once and durably, in the place of an earlier state of it or of the one known to lie there. */
export async function keepDraft(draft: Draft, known: string | null = null): Promise<Keeping> {
  let noted = true;
  try {
    localStorage.setItem(JOURNAL, JSON.stringify(draft));
  } catch {
    noted = false;
  }
  const may = (lying: Draft | undefined) => {
    if (lying?.id === draft.id) return lying.revision <= draft.revision;
    return !lying?.id || lying.id === known;
  };
  let kept: boolean;
  try {
    kept = await swap("drafts", CURRENT, draft, may);
  } catch {
    return noted ? "noted" : "nowhere";
  }
  settle(draft.revision);
  return kept ? "kept" : "outrun";
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

/** This draft and its pictures go from this device, with the one known to lie in its place. What was put away stays,
 * and so does a draft that another tab has begun meanwhile: that one is handed back. */
export async function forgetDraft(draft: Draft, known: string | null = null): Promise<Draft | null> {
  const lies = await lyingDraft();
  const ends = (one: Draft | undefined) => !one?.id || one.id === draft.id || one.id === known;
  const other = lies && !ends(lies) ? lies : null;
  for (const id of [draft.id, known]) if (id) dropJournalOf(id);
  await swap<Draft>("drafts", CURRENT, undefined, ends);
  const staying = [...(await all<Draft>("drafts", ASIDE)), ...(other ? [other] : [])];
  const needed = new Set(filesOf(staying));
  const own = filesOf(lies && !other ? [draft, lies] : [draft]);
  // With no other draft here, what a broken copying left behind goes too.
  const going = staying.length > 0 ? own : (await keys("files")).map(String);
  for (const id of going) if (!needed.has(id)) await remove("files", id);
  return other;
}

function filesOf(drafts: Draft[]): string[] {
  return drafts.flatMap((one) => (one.files ?? []).map((file) => file.id));
}

/** Another tab is ahead, with this draft or another: the last words of this one go where it was put away, if it was. */
export async function giveWay(draft: Draft): Promise<Draft | null> {
  const aside = await get<Draft>("drafts", ASIDE + draft.id).catch(() => undefined);
  if (aside && aside.revision < draft.revision) await putAside(draft).catch(() => undefined);
  return lyingDraft();
}

/** Drafts that were put away on this device for a later day, the newest first. */
export async function draftsAside(lang: string): Promise<Draft[]> {
  const found = await all<Draft>("drafts", ASIDE).catch(() => []);
  return found.map((one) => whole(one, lang)).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** Puts a draft away; throws where this browser can keep nothing. */
export async function putAside(draft: Draft): Promise<void> {
  await put("drafts", ASIDE + draft.id, draft);
}

/** It is in hand again; its pictures stay. */
export async function leaveAside(id: string): Promise<void> {
  await remove("drafts", ASIDE + id);
}

/** A draft that was put away goes for good, with its pictures; not those of one that another tab has taken up. */
export async function forgetAside(draft: Draft): Promise<void> {
  const kept = await get<Draft>("drafts", ASIDE + draft.id).catch(() => undefined);
  await leaveAside(draft.id);
  if ((await lyingDraft())?.id === draft.id) return;
  for (const id of new Set(filesOf(kept ? [draft, kept] : [draft]))) await forgetFile(id);
}
