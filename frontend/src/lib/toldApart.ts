interface Organizer {
  role: string;
  pseudonym: string | null;
}

/** By their alias in the case; those of one role who have none are counted through. */
export function toldApart<One extends Organizer>(one: One, all: One[]): string | null {
  if (one.pseudonym) return one.pseudonym;
  const alike = all.filter((other) => other.role === one.role && !other.pseudonym);
  return alike.length > 1 ? String(alike.indexOf(one) + 1) : null;
}
