/** A refusal of the server, typed: its stable code, its words in the reader's language, the field it is about. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;

  constructor(status: number, code: string, detail: string, field: string | null = null) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** The connection failed before any answer came: trying again is safe because creating requests carry a key. */
export const OFFLINE = "offline";

interface Body {
  title?: unknown;
  code?: unknown;
  detail?: unknown;
  field?: unknown;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value ? value : null;
}

export function toProblem(status: number, body: unknown): Problem {
  const seen: Body = typeof body === "object" && body !== null ? body : {};
  const words = text(seen.detail) ?? text(seen.title) ?? "";
  return new Problem(status, text(seen.code) ?? `http.${status}`, words, text(seen.field));
}

export function isStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof Problem && statuses.includes(error.status);
}

/** Whether the server refused for good: an answer, which the same request would get again. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500;
}

/** Whether the server says that this is not, or no longer, for the reader: what was read before doesn't stay either. */
export function isGone(error: unknown): boolean {
  return isStatus(error, 401, 403, 404, 410);
}

export function isOffline(error: unknown): boolean {
  return error instanceof Problem && error.code === OFFLINE;
}
