import { screen } from "@testing-library/react";
import { type Call, serve } from "./render";

/** One report of a pair. */
const side = (id: string, narrative: string | null) => ({
  report_id: id,
  report_reference: `R-${id}`,
  case_reference: "CASE",
  pseudonym: `Person ${id}`,
  state: "incident",
  lang: "en",
  issue_id: "unspecified",
  submitted_at: "2026-09-01T00:00:00Z",
  happened_on: "2026-08-30",
  happened_precision: "day",
  amount_minor: id.startsWith("b") ? 90000 : 50000,
  currency: "CNY",
  area: "CN-GD",
  evidence_files: 1,
  narrative,
});

/** A proposed pair of reports, as the desk reads it. */
export const pair = (
  n: number,
  words: [string | null, string | null] = ["I lost 500 yuan", "I lost 900 yuan"],
) => ({
  id: `m${n}`,
  case_reference: "CASE",
  a: side(`a${n}`, words[0]),
  b: side(`b${n}`, words[1]),
  same_person: false,
  score: 0.91,
  strength: "strong",
  reasons: [
    { code: "shared_wording", params: {}, text: "91% of the shorter text stands in the other one" },
    { code: "same_order", params: {}, text: "the same order number" },
  ],
  matcher_version: "copies-1",
  state: "proposed",
  found_at: "2026-09-02T00:00:00Z",
  decided_at: null,
  decided_role: null,
});

export const DESK = "/api/cases/CASE/matches";

/** Serve a desk with these pairs. */
export function desk(pairs: ReturnType<typeof pair>[]) {
  const decided = (state: string) => (call: Call) => {
    const id = call.path.split("/").at(-2);
    return { body: { ...pairs.find((one) => one.id === id), state } };
  };
  const acts = Object.fromEntries(
    pairs.flatMap((one) => [
      [`POST ${DESK}/${one.id}/confirm`, decided("confirmed")],
      [`POST ${DESK}/${one.id}/dismiss`, decided("dismissed")],
      [`POST ${DESK}/${one.id}/unsure`, decided("unsure")],
      [`POST ${DESK}/${one.id}/undo`, decided("undone")],
      [
        `GET ${DESK}/${one.id}`,
        {
          body: {
            match: one,
            same_files: 1,
            evidence_a: [],
            evidence_b: [],
            bulk_size: 0,
            history: [
              {
                act: "unsure",
                from_state: "proposed",
                to_state: "unsure",
                role: "moderator",
                mine: false,
                at: "2026-09-03T00:00:00Z",
                score: 0.91,
                matcher_version: "copies-1",
                bulk_id: null,
              },
            ],
          },
        },
      ],
    ]),
  );
  return serve({
    [`GET ${DESK}`]: { body: { items: pairs, next_cursor: null } },
    [`GET ${DESK}/precision`]: {
      body: {
        languages: [
          {
            lang: "en",
            decided: 40,
            confirmed: 30,
            unsure: 2,
            share: 0.75,
            low: 0.598,
            high: 0.858,
            lines: [{ measure: "wording", floor: 0.27, threshold: 0.32 }],
          },
        ],
        needed: 30,
        matcher_version: "copies-1",
      },
    },
    ...acts,
  });
}

export const posts = (calls: Call[]) =>
  calls.filter((call) => call.method === "POST").map((call) => call.path);
export const stands = (name: string) => screen.findByRole("heading", { level: 2, name: new RegExp(name) });
