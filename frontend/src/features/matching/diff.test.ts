import { describe, expect, it } from "vitest";
import { compare, tokens } from "./diff";

const text = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join("");
const odd = (pieces: { text: string; same: boolean }[]) =>
  pieces.filter((piece) => !piece.same).map((piece) => piece.text.trim());

describe("comparing two accounts", () => {
  it("takes Chinese by characters and other scripts by words", () => {
    const [withdraw, days] = ["\u63d0\u73b0", "\u5929"];
    expect(tokens(`${withdraw}3${days}, not paid`)).toEqual([
      "\u63d0",
      "\u73b0",
      "3",
      days,
      ",",
      " ",
      "not",
      " ",
      "paid",
    ]);
  });

  it("marks what stands on one side only and loses no character", () => {
    const [left, right] = [
      "They kept my 500 yuan for three weeks.",
      "They kept my 900 yuan for almost three weeks!",
    ];
    const found = compare(left, right);
    expect([text(found.left), text(found.right)]).toEqual([left, right]);
    expect(odd(found.left)).toEqual(["500", "."]);
    expect(odd(found.right)).toEqual(["900", "almost", "!"]);
    expect(found.percent).toBeGreaterThan(70);
  });

  it("finds no difference in one text and no likeness in two", () => {
    expect(compare("the same words", "the same words")).toMatchObject({ percent: 100 });
    expect(odd(compare("the same words", "the same words").left)).toEqual([]);
    expect(compare("alpha beta", "gamma delta").percent).toBe(0);
    expect(compare("", "")).toEqual({ left: [], right: [], percent: 100 });
  });

  it("keeps every character of any two texts, at a price that stays small", () => {
    const letters = "\u63d0\u73b0\u9000\u6b3e ab\n,";
    const random = (seed: number) =>
      Array.from({ length: 400 }, (_, at) => letters[(seed * (at + 7) * (at + 3)) % letters.length]).join("");
    const begun = performance.now();
    for (let seed = 1; seed < 12; seed += 1) {
      const [left, right] = [random(seed), random(seed + 5)];
      const found = compare(left, right);
      expect([text(found.left), text(found.right)]).toEqual([left, right]);
      const kept = (pieces: { text: string; same: boolean }[]) =>
        pieces
          .filter((piece) => piece.same)
          .map((piece) => piece.text.replace(/\s/g, ""))
          .join("");
      expect(kept(found.left)).toBe(kept(found.right));
    }
    const long = compare("one two ".repeat(3000), "three four ".repeat(3000));
    expect(long.percent).toBe(0);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
