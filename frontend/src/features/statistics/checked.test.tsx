import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CaseCounted, CaseHeadline } from "./CaseNumbers";
import { CaseSteps } from "./CaseSteps";

const line = (as_of: string | null) => ({
  state: as_of ? "exact" : "withheld",
  value: as_of && 30,
  at_least: as_of && 30,
  as_of,
});

function answer(checked_by: "organizers" | "moderators", seen = "2026-10-01") {
  const lines = { people: line("2026-11-01"), evidence_checked: line(seen) };
  const none = ["set_aside", "named", "incidents", "withdrawn", "rejected", "repeated"];
  return {
    caveat: "",
    numbers: { case: "ABCD", title: "A case", lang: "en", ...lines },
    release: {
      number: 2,
      as_of: "2026-11-01",
      checked_by,
      lines: { ...lines, ...Object.fromEntries(none.map((name) => [name, line(null)])) },
      received: { at_least: 0 },
      breakdowns: { area: [], month: [], amount: [], issue: [] },
      not_shown: {},
    },
    history: [],
    steps: [{ name: "evidence", on: seen, checked_by }],
  };
}

it.each([
  ["organizers", "people attached materials (seen by the organizer)", "Materials attached"],
  ["moderators", "people's evidence checked by moderators", "Evidence checked"],
] as const)("What %s looked at is told as such on every line and step", async (by, caption, step) => {
  serve({ "GET /api/statistics/cases/ABCD": { body: answer(by) } });
  show(
    <>
      <CaseHeadline reference="ABCD" />
      <CaseCounted reference="ABCD" />
      <CaseSteps reference="ABCD" />
    </>,
  );
  expect((await screen.findAllByText(caption)).length).toBeGreaterThanOrEqual(2);
  expect(screen.queryByText(/people with .*evidence/)).toBeNull();
  expect(screen.getByText(step)).toBeVisible();
});

it("The line of evidence has its own day where it was printed on another one", async () => {
  serve({ "GET /api/statistics/cases/ABCD": { body: answer("organizers") } });
  show(<CaseHeadline reference="ABCD" />);
  expect(await screen.findByText("As of 1 October 2026")).toBeVisible();
  expect(screen.getByText("As of 1 November 2026")).toBeVisible();
});
