const tails = new Map<string, Promise<unknown>>();
/** A tab that the system put to sleep may hold its turn for good; the server gives any one file ten minutes. */
const TURN = 11 * 60_000;

/** Runs the work when no other work of this name runs: in any tab where the browser has locks, else in this one. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return locked(name, work);
  const before = tails.get(name) ?? Promise.resolve();
  const turn = before.then(work);
  tails.set(
    name,
    turn.catch(() => undefined),
  );
  return turn;
}

async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), TURN);
  let begun = false;
  const turn = () => {
    begun = true;
    clearTimeout(timer);
    return work();
  };
  try {
    return await navigator.locks.request(name, { signal: waiting.signal }, turn);
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}
