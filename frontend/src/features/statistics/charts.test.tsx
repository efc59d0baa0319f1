import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Cite } from "./Cite";
import { falls } from "./falls";
import { place, stairs, Trend } from "./Trend";

const line = (at_least: number | null) => ({
  state: at_least === null ? ("withheld" as const) : ("exact" as const),
  value: at_least,
  at_least,
  as_of: null,
});

describe("The waterfall", () => {
  it("takes each deduction from where the one before ended, and gives the unprinted no length", () => {
    const lines = {
      people: line(60),
      evidence_checked: line(30),
      set_aside: line(null),
      named: line(null),
      incidents: line(70),
      withdrawn: line(10),
      rejected: line(20),
      repeated: line(null),
    };
    const found = falls({ lines, received: { at_least: 100 } });
    const of = (name: string) => found.find((one) => one.line === name);
    expect(of("received")).toMatchObject({ from: 0, width: 100 });
    expect(of("rejected")).toMatchObject({ from: 80, width: 20 });
    expect(of("withdrawn")).toMatchObject({ from: 70, width: 10 });
    expect(of("repeated")).toMatchObject({ width: 0 });
    expect(of("people")).toMatchObject({ from: 0, width: 60 });
  });

  it("never grows past its place, also where lines were printed on different days", () => {
    const lines = Object.fromEntries(
      [
        "people",
        "evidence_checked",
        "set_aside",
        "named",
        "incidents",
        "withdrawn",
        "rejected",
        "repeated",
      ].map((name) => [name, line(40)]),
    ) as Parameters<typeof falls>[0]["lines"];
    for (const one of falls({ lines, received: { at_least: 0 } })) {
      expect(one.from + one.width).toBeLessThanOrEqual(100);
      expect(one.from).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("The trend", () => {
  const points = [
    { on: "2026-01-01", value: 20, shown: "20" },
    { on: "2026-01-11", value: null, shown: "fewer than 10" },
    { on: "2026-01-21", value: 40, shown: "40" },
  ];

  it("starts at nothing, moves in steps and leaves out what was not printed", () => {
    const places = place(points);
    expect(places.map((one) => one.point.on)).toEqual(["2026-01-01", "2026-01-21"]);
    expect(places[0]?.x).toBeLessThan(places[1]?.x ?? 0);
    expect(places[0]?.y).toBeGreaterThan(places[1]?.y ?? 0);
    expect(stairs(places)).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+$/);
  });

  it("stays as low as its number where it is drawn to the scale of a higher one", () => {
    const point = { on: "2026-01-01", value: 50, shown: "50" };
    const [alone] = place([point]);
    const [beside] = place([point], 200);
    expect(alone?.y).toBe(8);
    expect(beside?.y).toBe(180 - 8 - 0.25 * (180 - 16));
  });

  it("says in words what it shows, and is nothing for a single point", async () => {
    serve({});
    show(<Trend label="People" points={points} />);
    expect(await screen.findByRole("img", { name: "People" })).toHaveTextContent(/20.*40/);
    expect(place([]).length).toBe(0);
  });
});

describe("A citation", () => {
  it("gives a dated address, a sentence with the number and its day, and the piece to embed", async () => {
    serve({});
    show(<Cite kind="case" name="Frozen" subject="AB12" number={3} line={line(57)} asOf="2026-03-01" />);
    await userEvent.click(await screen.findByRole("button", { name: "Cite" }));
    const [link, sentence, embed] = await screen.findAllByRole("textbox");
    expect(link).toHaveValue("http://localhost:3000/en/cases/AB12/releases/3");
    expect((sentence as HTMLTextAreaElement).value).toMatch(/Frozen.*57 people.*1 March 2026.*not a survey/);
    expect((embed as HTMLTextAreaElement).value).toContain('src="http://localhost:3000/embed/en/cases/AB12"');
  });
});
