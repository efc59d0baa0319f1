import { answer, api } from "./client";

/** The server tells this many listed companies at once. */
const AT_ONCE = 100;
const MOST = 10_000;

/** All listed companies, with their names in the reader's language. */
export async function allCompanies() {
  const ask = (offset: number) => answer(api.GET("/api/respondents", { params: { query: { offset } } }));
  const found = await ask(0);
  for (let told = found.length; told === AT_ONCE && found.length < MOST; ) {
    const more = await ask(found.length);
    found.push(...more);
    told = more.length;
  }
  return found;
}
