const PHONE = /^[+(\d][\d\s()-]*$/;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;
const PAGE = /^https?:\/\/[a-z\d-]+(\.[a-z\d-]+)+(:\d+)?(\/\S*)?$/i;
const DIGITS = [3, 15] as const;

/** Where a number, address or page can be reached; null for whatever is not plainly one of the three. */
export function reachable(value: string): string | null {
  const plain = value.trim();
  if (PHONE.test(plain)) {
    const digits = plain.replace(/[\s()-]/g, "");
    const length = digits.replace("+", "").length;
    return length >= DIGITS[0] && length <= DIGITS[1] ? `tel:${digits}` : null;
  }
  if (EMAIL.test(plain)) return `mailto:${plain}`;
  return PAGE.test(plain) ? plain : null;
}

/** A contact, to be pressed where it is plainly a number, an address or a page; else as words. */
export function Reach({ value }: { value: string }) {
  const href = reachable(value);
  return href ? (
    <a href={href} rel="noopener noreferrer">
      {value}
    </a>
  ) : (
    value
  );
}

/** A sentence in which one number can be pressed to call it. */
export function Dialable({ text, number }: { text: string; number: string }) {
  const parts = text.split(new RegExp(`\\b${number}\\b`));
  return parts.map((part, at) => (
    <span key={at}>
      {at > 0 && <a href={`tel:${number}`}>{number}</a>}
      {part}
    </span>
  ));
}
