import { expect, it } from "vitest";
import { sources } from "./sources";

/** What browsers of the years the build is made for do not have; each stands only where it is asked for first. */
const NEWER =
  /\.at\(-?\d|\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|replaceAll)\(|structuredClone\(|Object\.(?:hasOwn|groupBy)\(|Promise\.(?:any|withResolvers)\(|AbortSignal\.(?:any|timeout)\(|Array\.fromAsync\(|\(\?<[=!]/g;
const ASKED: [RegExp, RegExp][] = [
  [/crypto\.randomUUID\(/, /typeof crypto\.randomUUID/],
  [/new Intl\.ListFormat\(/, /"ListFormat" in Intl/],
  [/new Intl\.(?:Segmenter|DurationFormat|DisplayNames)\(/, /" in Intl/],
  [
    /timeZoneName: "?(?:longGeneric|shortOffset|longOffset|shortGeneric)|"(?:longGeneric|shortOffset)"/,
    /catch/,
  ],
];

it("The sources call nothing that older browsers do not have", () => {
  const off = sources().flatMap(({ path, text }) => [
    ...[...text.matchAll(NEWER)].map(([found]) => `${path}: ${found}`),
    ...ASKED.filter(([used, asked]) => used.test(text) && !asked.test(text)).map(
      ([used]) => `${path}: ${used}`,
    ),
  ]);
  expect(off).toEqual([]);
});
