import { expect, it } from "vitest";
import { isWriting } from "./writing";

it.each([
  ["/zh/report", true],
  ["/en/report/company", true],
  ["/zh/me/reports/11111111-1111-4111-8111-111111111111", false],
  ["/zh/reports", false],
  ["/id", false],
])("keeps the ways elsewhere off %s only while somebody writes: %s", (address, writing) => {
  expect(isWriting(address)).toBe(writing);
});
