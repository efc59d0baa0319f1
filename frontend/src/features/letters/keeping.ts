import { useEffect, useState } from "react";
import { get, put, remove } from "~/lib/vault";
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

function nameOf(reference: string, letter: string | null): string {
  return `letter.${reference}.${letter ?? "new"}`;
}

/** What was written of this letter on this device and not saved, within fourteen days. */
export async function keptPlan(reference: string, letter: string | null): Promise<KeptPlan | null> {
  const name = nameOf(reference, letter);
  const kept = held.get(name) ?? (await get<KeptPlan>("drafts", name).catch(() => undefined));
  if (!kept) return null;
  if (Date.now() - kept.at <= LONGEST) return kept;
  await forgetPlan(reference, letter);
  return null;
}

/** Keeps what is written at once; false where a reload would lose it. */
export async function keepPlan(reference: string, letter: string | null, plan: KeptPlan): Promise<boolean> {
  const name = nameOf(reference, letter);
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
export async function forgetPlan(reference: string, letter: string | null): Promise<void> {
  const name = nameOf(reference, letter);
  held.delete(name);
  await remove("drafts", name).catch(() => undefined);
}

/** What was kept of a letter, undefined until that is known. */
export function useKeptPlan(reference: string, letter: string | null): KeptPlan | null | undefined {
  const [kept, setKept] = useState<KeptPlan | null>();
  useEffect(() => {
    let gone = false;
    keptPlan(reference, letter).then((found) => {
      if (!gone) setKept(found);
    });
    return () => {
      gone = true;
    };
  }, [reference, letter]);
  return kept;
}
