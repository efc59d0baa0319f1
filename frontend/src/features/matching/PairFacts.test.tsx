import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "~/testing/render";
import { pair } from "~/testing/reviewing";
import { PairFacts } from "./PairFacts";
import type { MatchRead } from "./queries";

type Told = [on: string, precision: string];

it.each<[Told, Told, string | null]>([
  [["2026-03-04", "day"], ["2026-03-04", "day"], "same"],
  [["2026-03-04", "day"], ["2026-03-05", "day"], "differs"],
  [["2026-03-01", "month"], ["2026-03-01", "month"], "same"],
  [["2026-03-01", "about"], ["2026-03-01", "about"], "same"],
  [["2026-03-01", "about"], ["2026-03-01", "day"], null],
  [["2026-03-01", "about"], ["2026-04-01", "month"], null],
  [["2026-03-01", "month"], ["2026-03-20", "day"], null],
  [["2026-03-01", "month"], ["2026-04-20", "day"], "differs"],
])("says of two times (%j, %j) only what they tell: %s", async (a, b, word) => {
  const match = pair(1) as unknown as MatchRead;
  const at = (side: MatchRead["a"], [on, precision]: Told) => ({
    ...side,
    happened_on: on,
    happened_precision: precision,
  });
  show(<PairFacts match={{ ...match, a: at(match.a, a), b: at(match.b, b) }} />);
  const line = within(
    (await screen.findByText(/^Date/, { selector: "dt" }, { timeout: 10_000 })) as HTMLElement,
  );
  for (const one of ["same", "differs"]) expect(Boolean(line.queryByText(one))).toBe(one === word);
});
