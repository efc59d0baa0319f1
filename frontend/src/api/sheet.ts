import { OFFLINE, Problem, toProblem } from "./problem";
import type { components } from "./schema";

type ImportPreview = components["schemas"]["ImportPreview"];

/** Hands a group's sheet in as the raw body; nothing is imported before it is run. */
export async function uploadSheet(reference: string, file: File, key: string): Promise<ImportPreview> {
  const answer = await fetch(`/api/cases/${reference}/imports`, {
    method: "POST",
    credentials: "same-origin",
    body: file,
    headers: {
      "Content-Type": "application/octet-stream",
      "X-Filename": encodeURIComponent(file.name),
      "Idempotency-Key": key,
      "Accept-Language": document.documentElement.lang,
    },
  }).catch(() => {
    throw new Problem(0, OFFLINE, "");
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw toProblem(answer.status, body);
  return body as ImportPreview;
}
