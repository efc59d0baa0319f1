import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { Members } from "./Members";

const told = (state: string, day: string, files: number) => ({
  id: day,
  state,
  happened_on: `2026-09-${day}`,
  happened_precision: "day",
  amount_minor: Number(day) * 100,
  currency: "CNY",
  area: null,
  evidence_files: files,
});

const member = (reports: ReturnType<typeof told>[]) => ({
  id: "m1",
  pseudonym: "Otter",
  nickname: null,
  granted: [],
  approval: null,
  set_aside: false,
  evidence_checked: false,
  reports,
});

async function cells(reports: ReturnType<typeof told>[]) {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  serve({ "GET /api/cases/ABC/members": { body: { items: [member(reports)], next_cursor: null } } });
  show(<Members reference="ABC" actions={() => null} />);
  const found = await screen.findAllByRole("cell", undefined, { timeout: 10_000 });
  return found.map((one) => one.textContent?.trim());
}

it("shows the facts of the first report that counts, and how many more do", async () => {
  const [who, reports, when, amount, , files] = await cells([
    told("withdrawn", "01", 1),
    told("rejected", "02", 1),
    told("incident", "03", 1),
    told("repeated", "04", 1),
    told("incident", "05", 1),
  ]);
  expect([who, reports, amount, files]).toEqual(["Otter", "2", "¥3", "3"]);
  expect(when).toMatch(/3.*2026and 1 more$/);
});

it("shows no facts of a member whose every report was withdrawn or rejected", async () => {
  const [, reports, when, amount, , files] = await cells([told("rejected", "01", 2)]);
  expect([reports, when, amount, files]).toEqual(["0", "", "", "0"]);
});
