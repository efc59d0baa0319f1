export const FIELDS = [
  "person",
  "name",
  "nickname",
  "phone",
  "email",
  "contact",
  "title",
  "text",
  "note",
  "happened_on",
  "asked_on",
  "amount",
  "currency",
  "area",
  "ticket",
  "company_answer",
  "order",
  "group_name",
  "external_id",
] as const;

export type ColumnMap = Record<string, string>;

/** What is stated once a column is to be read as a field, or not at all: what is not stated the server guesses. */
export function assigned(map: ColumnMap, column: string, field: string): ColumnMap {
  const { ignore, ...fields } = map;
  const out = (ignore === undefined ? [] : ignore.split("|")).filter((one) => one !== column);
  const kept = Object.entries(fields).filter(([key, value]) => value !== column && key !== field);
  const next: ColumnMap = Object.fromEntries(field ? [...kept, [field, column]] : kept);
  const left = field ? out : [...out, column];
  return left.length > 0 ? { ...next, ignore: left.join("|") } : next;
}
