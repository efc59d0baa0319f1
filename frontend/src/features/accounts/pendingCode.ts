import { get, put, remove } from "~/lib/vault";
import type { CodeSent } from "./queries";

const KEY = "sign-in";

/** A code on its way: kept, because chat apps throw a page away while the person looks for the code elsewhere. */
export interface PendingCode {
  contact: string;
  sent: CodeSent | null;
  /** When another may be asked for. */
  againAt: number;
}

/** What was typed or sent last; a code that has run out is no longer offered. */
export async function pendingCode(): Promise<PendingCode | null> {
  const kept = await get<PendingCode>("drafts", KEY).catch(() => undefined);
  if (!kept) return null;
  const over = kept.sent && Date.parse(kept.sent.expires_at) <= Date.now();
  return over ? { ...kept, sent: null } : kept;
}

export function keepPending(pending: PendingCode): void {
  put("drafts", KEY, pending).catch(() => undefined);
}

export function forgetPending(): void {
  remove("drafts", KEY).catch(() => undefined);
}
