import type { Draft } from "./draft";

/** Letters that can't be mistaken for one another when read aloud or copied by hand. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const SERVER_PART = 10;
const SECRET_PART = 5;
const ROUNDS = 200_000;

/** The last part of a resume code is made here and never sent: without it the kept draft can't be opened. */
export function newSecret(): string {
  const random = crypto.getRandomValues(new Uint8Array(SECRET_PART * 4));
  const fair = [...random].filter((byte) => byte < 256 - (256 % LETTERS.length));
  return fair
    .slice(0, SECRET_PART)
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join("");
}

export interface ResumeCode {
  /** Finds the parcel on the server. */
  finder: string;
  /** Opens it, in the browser. */
  secret: string;
}

export function showCode({ finder, secret }: ResumeCode): string {
  const plain = finder.replace(/[^0-9A-Z]/gi, "");
  return [plain.slice(0, 5), plain.slice(5), secret].join("-");
}

/** What a person typed back: case, spaces and dashes don't matter; null when it can't be a whole code. */
export function readCode(typed: string): ResumeCode | null {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  if (plain.length !== SERVER_PART + SECRET_PART) return null;
  return { finder: plain.slice(0, SERVER_PART), secret: plain.slice(SERVER_PART) };
}

async function derive(secret: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, [
    "deriveKey",
  ]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

const SALT = 16;
const IV = 12;

/** The draft as the server may keep it: it can't read the words. Pictures stay on the device. */
export async function wrap(draft: Draft, secret: string): Promise<string> {
  const head = crypto.getRandomValues(new Uint8Array(SALT + IV));
  const key = await derive(secret, head.slice(0, SALT));
  const plain = new TextEncoder().encode(JSON.stringify({ ...draft, files: [], sent: null }));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: head.slice(SALT) }, key, plain);
  const parcel = new Uint8Array(head.length + sealed.byteLength);
  parcel.set(head);
  parcel.set(new Uint8Array(sealed), head.length);
  return toBase64(parcel);
}

/** Opens what another browser wrapped; fails when the secret is another one. */
export async function unwrap(parcel: string, secret: string): Promise<Draft> {
  const bytes = fromBase64(parcel);
  const key = await derive(secret, bytes.slice(0, SALT));
  const iv = bytes.slice(SALT, SALT + IV);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(SALT + IV));
  return JSON.parse(new TextDecoder().decode(plain)) as Draft;
}
