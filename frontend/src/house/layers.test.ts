import { describe, expect, it } from "vitest";
import { sources } from "./sources";

const FLOORS = ["app", "pages", "features", "components", "lib", "i18n"];

function imports(text: string): string[] {
  return [...text.matchAll(/from "~\/([^"]+)"|import\("~\/([^"]+)"\)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

describe("The floors of the frontend", () => {
  const files = sources();

  it("import downwards only, and features never import each other", () => {
    const wrong = files.flatMap(({ path, text }) => {
      const [floor = "", room] = path.split("/");
      return imports(text)
        .filter((target) => {
          const [below = "", other] = target.split("/");
          if (floor === "features" && below === "features") return other !== room;
          return (
            FLOORS.includes(floor) && FLOORS.includes(below) && FLOORS.indexOf(below) < FLOORS.indexOf(floor)
          );
        })
        .map((target) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("fetch only in a room's queries", () => {
    const wrong = files
      .filter(
        ({ path, text }) =>
          /~\/api\/client|\bfetch\(|XMLHttpRequest/.test(text) && !/queries\.ts$|^api\//.test(path),
      )
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it("know no other room from a component", () => {
    const wrong = files.filter(
      ({ path, text }) => path.startsWith("components/") && /~\/(features|api|pages)/.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("stay small", () => {
    const long = files.filter(({ text }) => text.split("\n").length > 250).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
