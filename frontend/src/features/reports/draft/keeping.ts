import { isMonth, readMonth } from "~/lib/dates";
import { all, get, keys, put, remove } from "~/lib/vault";
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

function settle(revision: number | null): void {
  try {
    if (revision === null || (journal()?.revision ?? 0) <= revision) localStorage.removeItem(JOURNAL);
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

/** The draft on this device: the vault's, or the journal's if the page died before the vault had it. */
export async function loadDraft(lang: string): Promise<Draft> {
  const kept = await get<Draft>("drafts", CURRENT).catch(() => undefined);
  const newer = journal();
  const newest = newer && newer.revision > (kept?.revision ?? -1) ? newer : kept;
  return newest ? whole(newest, lang) : emptyDraft(lang);
}

/** Keeps the draft at once and durably; false when this browser can keep nothing. */
export async function keepDraft(draft: Draft): Promise<boolean> {
  let noted = true;
  try {
    localStorage.setItem(JOURNAL, JSON.stringify(draft));
  } catch {
    noted = false;
  }
  try {
    await put("drafts", CURRENT, draft);
  } catch {
    return noted;
  }
  settle(draft.revision);
  return true;
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

/** Nothing of the draft in hand stays on this device; what was put away stays, with its pictures. */
export async function forgetDraft(): Promise<void> {
  settle(null);
  await remove("drafts", CURRENT);
  const kept = new Set(
    (await all<Draft>("drafts", ASIDE)).flatMap((one) => one.files.map((file) => file.id)),
  );
  for (const id of await keys("files")) if (!kept.has(String(id))) await remove("files", String(id));
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

/** A draft that was put away goes for good, with its pictures. */
export async function forgetAside(draft: Draft): Promise<void> {
  await leaveAside(draft.id);
  for (const file of draft.files) await forgetFile(file.id);
}
