import { describe, expect, it } from "vitest";
import { asked, NO_FILTERS, pagesAround, pagesOf } from "./membersPaging";

describe("The pages of the members table", () => {
  it("are exactly those that hold the rows in sight", () => {
    expect(pagesOf(0, 20, 100)).toEqual([0]);
    expect(pagesOf(95, 105, 100)).toEqual([0, 1]);
    expect(pagesOf(9_990, 9_999, 100)).toEqual([99]);
  });

  it("come before the rows that scrolling on needs, and end with the table", () => {
    expect(pagesAround(0, 20, 10_000)).toEqual({ near: [0], ahead: [] });
    expect(pagesAround(15, 35, 10_000)).toEqual({ near: [0], ahead: [1] });
    expect(pagesAround(210, 230, 10_000)).toEqual({ near: [4], ahead: [3, 5] });
    expect(pagesAround(9_980, 9_999, 10_000)).toEqual({ near: [199], ahead: [] });
    expect(pagesAround(0, 0, 0)).toEqual({ near: [], ahead: [] });
  });

  it("send only the filters that were chosen", () => {
    expect(asked(NO_FILTERS)).toEqual({});
    expect(asked({ ...NO_FILTERS, find: "  ", evidence: "none" })).toEqual({ evidence: "none" });
  });
});
