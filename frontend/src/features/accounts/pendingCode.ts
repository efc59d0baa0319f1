import { get, put, remove } from "~/lib/vault";
import type { CodeSent } from "./queries";

const KEY = "sign-in";
/** Whoever comes back later types it again: nobody else on this device shall find it. */
const KEPT_MS = 3 * 86_400_000;

/** A code on its way: kept, because chat apps throw a page away while the person looks for the code elsewhere. */
export interface PendingCode {
  contact: string;
  sent: CodeSent | null;
  /** When another may be asked for. */
  againAt: number;
}

/** What was typed or sent last; a code that has run out is no longer offered. */
export async function pendingCode(): Promise<PendingCode | null> {
  const found = await get<PendingCode & { at?: number }>("drafts", KEY).catch(() => undefined);
  if (!found) return null;
  const { at, ...kept } = found;
  if (at === undefined) keepPending(kept);
  else if (at < Date.now() - KEPT_MS) {
    forgetPending();
    return null;
  }
  const over = kept.sent && Date.parse(kept.sent.expires_at) <= Date.now();
  return over ? { ...kept, sent: null } : kept;
}

export function keepPending(pending: PendingCode): void {
  put("drafts", KEY, { ...pending, at: Date.now() }).catch(() => undefined);
}

export function forgetPending(): void {
  remove("drafts", KEY).catch(() => undefined);
}
