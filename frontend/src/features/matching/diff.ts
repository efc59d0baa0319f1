/** A piece of a text, and whether it stands in the other one too. */
export interface Piece {
  text: string;
  same: boolean;
}

export interface Difference {
  left: Piece[];
  right: Piece[];
  /** How much of both texts is the same, 0–100. */
  percent: number;
}

const TOKENS =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{M}\p{N}])+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;
/** Beyond so many edits two texts are simply different; comparing on would only keep the reader waiting. */
const MOST_EDITS = 800;

/** Chinese by characters, other scripts by words. */
export function tokens(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

/** Which pieces of two texts are the same and which stand on one side only. */
export function compare(left: string, right: string): Difference {
  const [a, b] = [tokens(left), tokens(right)];
  const kept = shared(a, b);
  const inA = new Set(kept.map(([at]) => at));
  const inB = new Set(kept.map(([, at]) => at));
  const weigh = (token: string) => (token.trim() ? token.length : 0);
  const total = [...a, ...b].reduce((sum, token) => sum + weigh(token), 0);
  const common = kept.reduce((sum, [at]) => sum + 2 * weigh(a[at] ?? ""), 0);
  return {
    left: pieces(a, inA),
    right: pieces(b, inB),
    percent: total ? Math.round((100 * common) / total) : 100,
  };
}

function pieces(all: string[], kept: Set<number>): Piece[] {
  const found: Piece[] = [];
  all.forEach((text, at) => {
    const same = kept.has(at);
    const last = found[found.length - 1];
    const blank = !text.trim();
    if (last && (last.same === same || blank)) last.text += text;
    else found.push({ text, same: same || blank });
  });
  found.forEach((piece, at) => {
    const next = found[at + 1];
    const end = piece.text.length - piece.text.trimEnd().length;
    if (piece.same || !next || !end) return; // a blank after the last odd word is nothing odd
    next.text = piece.text.slice(-end) + next.text;
    piece.text = piece.text.slice(0, -end);
  });
  return found;
}

/** The longest common run of tokens as pairs of positions (Myers); common ends are taken off first. */
function shared(a: string[], b: string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const middle = walk(a.slice(start, endA), b.slice(start, endB));
  return [
    ...Array.from({ length: start }, (_, at): [number, number] => [at, at]),
    ...middle.map(([x, y]): [number, number] => [x + start, y + start]),
    ...Array.from({ length: a.length - endA }, (_, at): [number, number] => [endA + at, endB + at]),
  ];
}

type Reach = Map<number, number>;

/** Whether the furthest way on diagonal k with so many edits comes from above (an insertion) or from the left. */
function isDown(reach: Reach, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
}

/** How far diagonal k leads with so many edits, following what is the same. */
function furthest(a: string[], b: string[], reach: Reach, k: number, edits: number): number {
  let x = isDown(reach, k, edits) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
  while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
  return x;
}

function walk(a: string[], b: string[]): [number, number][] {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const trace: Reach[] = [];
  let reach: Reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= most; edits += 1) {
    const next = new Map(reach);
    trace.push(reach);
    for (let k = -edits; k <= edits; k += 2) {
      const x = furthest(a, b, reach, k, edits);
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(trace, a.length, b.length);
    }
    reach = next;
  }
  return [];
}

function back(trace: Reach[], lengthA: number, lengthB: number): [number, number][] {
  const found: [number, number][] = [];
  let [x, y] = [lengthA, lengthB];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach: Reach = trace[edits] ?? new Map();
    const k = x - y;
    const before = isDown(reach, k, edits) ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : (reach.get(before) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      found.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}
