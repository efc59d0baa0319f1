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

/** The columns of each tab of a sheet. */
export type Tabs = { name: string; columns: { column: string }[] }[];

function namesOf(tabs: Tabs): Set<string>[] {
  return tabs.map((tab) => new Set(tab.columns.map((one) => one.column)));
}

/**
 * What is stated once a column is to be read as a field, or not at all: what is not stated the server guesses.
 * A field may have a column in each tab, joined by |; within one tab the later choice stands.
 */
export function assigned(map: ColumnMap, column: string, field: string, tabs: Tabs): ColumnMap {
  const names = namesOf(tabs);
  const rivals = (one: string) => names.some((tab) => tab.has(one) && tab.has(column));
  const next: ColumnMap = {};
  for (const [key, value] of Object.entries(map)) {
    const columns = value.split("|").filter((one) => one !== column && !(key === field && rivals(one)));
    if (columns.length > 0) next[key] = columns.join("|");
  }
  const key = field || "ignore";
  return { ...next, [key]: next[key] ? `${next[key]}|${column}` : column };
}

/** What of the stated stays when one tab is read alone: a column that it does not have would be refused. */
export function within(map: ColumnMap, tab: string, tabs: Tabs): ColumnMap {
  if (!tab) return map;
  const names = namesOf(tabs.filter((one) => one.name === tab));
  const kept = Object.entries(map).map(([key, value]) => {
    const columns = value.split("|").filter((one) => names.some((there) => there.has(one)));
    return [key, columns.join("|")] as const;
  });
  return Object.fromEntries(kept.filter(([, value]) => value));
}
