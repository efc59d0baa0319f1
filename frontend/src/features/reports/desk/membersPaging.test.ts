import { describe, expect, it } from "vitest";
import { asked, NO_FILTERS, pagesOf } from "./membersPaging";

describe("The pages of the members table", () => {
  it("are exactly those that hold the rows in sight", () => {
    expect(pagesOf(0, 20, 100)).toEqual([0]);
    expect(pagesOf(95, 105, 100)).toEqual([0, 1]);
    expect(pagesOf(9_990, 9_999, 100)).toEqual([99]);
  });

  it("send only the filters that were chosen", () => {
    expect(asked(NO_FILTERS)).toEqual({});
    expect(asked({ ...NO_FILTERS, find: "  ", evidence: "none" })).toEqual({ evidence: "none" });
  });
});
