/** Small pictures of chosen files, made one after another, so that fifty screenshots never lie decoded in memory at once. */
const SIDE = 112;
const made = new Map<string, Promise<string | null>>();
let queue: Promise<unknown> = Promise.resolve();

export function isDrawable(type: string): boolean {
  return /^image\/(png|jpeg|webp)$/.test(type);
}

/** The address of a small picture, or null where this browser can't make one. */
export function thumbOf(id: string, load: () => Promise<Blob | undefined>): Promise<string | null> {
  const known = made.get(id);
  if (known) return known;
  const mine = queue.then(load).then(
    (blob) => (blob ? draw(blob) : null),
    () => null,
  );
  queue = mine.catch(() => undefined);
  const safe = mine.catch(() => null);
  made.set(id, safe);
  return safe;
}

export function forgetThumb(id: string): void {
  made.get(id)?.then((address) => address && URL.revokeObjectURL(address));
  made.delete(id);
}

async function draw(blob: Blob): Promise<string | null> {
  if (typeof createImageBitmap !== "function") return null;
  const small = await createImageBitmap(blob, { resizeWidth: SIDE, resizeQuality: "low" });
  try {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [SIDE, SIDE];
    canvas.getContext("2d")?.drawImage(small, 0, 0);
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.7));
    return drawn && URL.createObjectURL(drawn);
  } finally {
    small.close();
  }
}
