/** What may be handed in: the server decides by decoding; these checks only spare a useless upload. */
export const ACCEPT =
  "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,text/plain,.heic,.heif";
/** Recordings stay with the person; these kinds are listed, never sent. */
export const RECORDINGS = "audio/*,video/*";
export const MOST_FILES = 60;
export const MOST_BYTES = 20 * 1024 * 1024;

const RECORDING_ENDINGS = /\.(m4a|mp3|aac|amr|wav|ogg|opus|flac|wma|mp4|m4v|mov|3gp|webm|mkv|avi)$/i;
const ENDINGS = /\.(jpe?g|png|webp|heic|heif|pdf|txt)$/i;

/** All pictures of one report together. */
export const MOST_ALTOGETHER = 200 * 1024 * 1024;

export type Refusal = "tooBig" | "tooMany" | "wrongKind" | "emptyFile";

export function refusalOf(
  file: { name: string; size: number },
  already: number,
  recording = false,
): Refusal | null {
  if (already >= MOST_FILES) return "tooMany";
  if (file.size === 0) return "emptyFile";
  if (recording) return null;
  if (file.size > MOST_BYTES) return "tooBig";
  return ENDINGS.test(file.name) ? null : "wrongKind";
}

export function isRecording(file: { name: string; type: string }): boolean {
  return /^(audio|video)\//.test(file.type) || RECORDING_ENDINGS.test(file.name);
}
