/** What may be handed in: the server decides by decoding; these checks only spare a useless upload. */
export const ACCEPT =
  "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,text/plain,.heic,.heif";
export const MOST_FILES = 30;
export const MOST_BYTES = 20 * 1024 * 1024;

const ENDINGS = /\.(jpe?g|png|webp|heic|heif|pdf|txt)$/i;

export type Refusal = "tooBig" | "tooMany" | "wrongKind" | "emptyFile";

export function refusalOf(file: { name: string; size: number }, already: number): Refusal | null {
  if (already >= MOST_FILES) return "tooMany";
  if (file.size > MOST_BYTES) return "tooBig";
  if (file.size === 0) return "emptyFile";
  return ENDINGS.test(file.name) ? null : "wrongKind";
}
