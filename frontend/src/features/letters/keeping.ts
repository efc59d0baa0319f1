import { useEffect, useState } from "react";
import { newKey } from "~/lib/ids";
import { get, keys, put, remove } from "~/lib/vault";
import type { PlanForm } from "./plan";

const LONGEST = 14 * 86_400_000;

/** A letter that was written and not saved yet. */
export interface KeptPlan {
  form: PlanForm;
  /** What makes a repeated save the same request. */
  key: string;
  /** The version it was written over, or null for a new letter. */
  over: number | null;
  at: number;
}

/** For a browser that can keep nothing: leaving for another part of the desk still loses nothing. */
const held = new Map<string, KeptPlan>();

/** Where a letter's unsaved words lie: under its reference, and every new one under a name of its own. */
export interface Place {
  slot: string;
  kept: KeptPlan | null;
}

const NEW = "new";

function nameOf(reference: string, slot: string): string {
  return `letter.${reference}.${slot}`;
}

/** What was written under this name on this device and not saved, within fourteen days. */
async function keptPlan(reference: string, slot: string): Promise<KeptPlan | null> {
  const name = nameOf(reference, slot);
  const kept = held.get(name) ?? (await get<KeptPlan>("drafts", name).catch(() => undefined));
  if (!kept) return null;
  if (Date.now() - kept.at <= LONGEST) return kept;
  await forgetPlan(reference, slot);
  return null;
}

/** The new letter that was written last, of all or to one recipient; a place for another one where there is none. */
async function newPlace(reference: string, channel: string | null): Promise<Place> {
  const lying = [...(await keys("drafts").catch(() => [])), ...held.keys()].map(String);
  const own = [...new Set(lying)].filter((name) => name.startsWith(nameOf(reference, NEW)));
  const slots = own.map((name) => name.slice(nameOf(reference, "").length));
  const places = await Promise.all(
    slots.map(async (slot) => ({ slot, kept: await keptPlan(reference, slot) })),
  );
  const fitting = places.filter(({ kept }) => kept && (!channel || kept.form.channel_id === channel));
  fitting.sort((a, b) => (b.kept?.at ?? 0) - (a.kept?.at ?? 0));
  return fitting[0] ?? { slot: `${NEW}.${newKey()}`, kept: null };
}

/** Keeps what is written at once; false where a reload would lose it. */
export async function keepPlan(reference: string, slot: string, plan: KeptPlan): Promise<boolean> {
  const name = nameOf(reference, slot);
  try {
    await put("drafts", name, plan);
  } catch {
    held.set(name, plan);
    return false;
  }
  held.delete(name);
  return true;
}

/** It is saved, or was thrown away by hand. */
export async function forgetPlan(reference: string, slot: string): Promise<void> {
  const name = nameOf(reference, slot);
  held.delete(name);
  await remove("drafts", name).catch(() => undefined);
}

/** What was kept of a letter, or of a new one to a recipient, and where; undefined until that is known. */
export function useKeptPlan(
  reference: string,
  letter: string | null,
  channel: string | null,
): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    let gone = false;
    const looked =
      letter === null
        ? newPlace(reference, channel)
        : keptPlan(reference, letter).then((kept) => ({ slot: letter, kept }));
    looked.then((found) => {
      if (!gone) setPlace(found);
    });
    return () => {
      gone = true;
    };
  }, [reference, letter, channel]);
  return place;
}
