import { OFFLINE, Problem, toProblem } from "./problem";

/** Hands one file in as the raw body of a request; the same key never hands it in twice. */
export async function sendFile<Answer>(address: string, file: File, key: string): Promise<Answer> {
  const answer = await fetch(address, {
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
  return body as Answer;
}
