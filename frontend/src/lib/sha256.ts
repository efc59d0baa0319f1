/** SHA-256 of a file of any size, slice by slice: the browser's own digest would need the whole file in memory. */
const PIECE = 1 << 20;
const K = Uint32Array.from({ length: 64 }, (_, at) => fraction(Math.cbrt(prime(at))));
const START = Uint32Array.from({ length: 8 }, (_, at) => fraction(Math.sqrt(prime(at))));

function prime(at: number): number {
  let found = 1;
  for (let left = at; left >= 0; left -= 1) {
    do found += 1;
    while (!isPrime(found));
  }
  return found;
}

function isPrime(one: number): boolean {
  for (let by = 2; by * by <= one; by += 1) if (one % by === 0) return false;
  return true;
}

function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) >>> 0;
}

/** One block of 64 bytes into the running state. */
function mix(state: Uint32Array, words: Uint32Array, view: DataView, from: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(from + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
    const a = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const b = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] ?? 0) + a + (words[i - 7] ?? 0) + b) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t = (h + s + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + (words[i] ?? 0)) | 0;
    const r = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const u = (r + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
  }
  for (const [at, part] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + part) | 0;
}

/** The hash as 64 small hexadecimal digits; the page stays answering while it runs. */
export async function sha256(file: Blob, onProgress?: (share: number) => void): Promise<string> {
  const [state, words] = [Uint32Array.from(START), new Uint32Array(64)];
  for (let at = 0; at === 0 || at < file.size; at += PIECE) {
    const piece = await bytesOf(file.slice(at, at + PIECE));
    const last = at + PIECE >= file.size;
    const padded = last ? withEnd(piece, file.size) : piece;
    const view = new DataView(padded.buffer);
    for (let from = 0; from < padded.length; from += 64) mix(state, words, view, from);
    onProgress?.(Math.min(1, (at + PIECE) / file.size));
  }
  return [...state].map((part) => part.toString(16).padStart(8, "0")).join("");
}

/** By the old reader: Android's older web views have no `Blob.arrayBuffer`. */
function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

function withEnd(piece: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((piece.length + 9) / 64) * 64);
  padded.set(piece);
  padded[piece.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(size / 2 ** 29));
  view.setUint32(padded.length - 4, (size * 8) >>> 0);
  return padded;
}
