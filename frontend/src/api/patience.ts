/** How long a connection may say nothing before it is taken for dead: then the same request is tried again. */
export const PATIENCE = 60_000;

/** Gives a request up in time; a POST with its key may then simply be sent again. */
export function patience(milliseconds = PATIENCE): AbortSignal {
  const giving = new AbortController();
  setTimeout(() => giving.abort(), milliseconds);
  return giving.signal;
}
