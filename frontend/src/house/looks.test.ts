import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sources, styles } from "./sources";

const COLOUR =
  /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color-mix)\(|:\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow)\b/i;
const PX_TYPE = /font(?:-size)?:[^;]*\d(?:px|pt)\b/;
const PX_SPACE =
  /^\s*(?:padding|margin|gap|border-radius|inset|top|left|width|height|min-width|min-height|max-width|max-height)(?:-[a-z-]+)?:[^;]*(?<![\d.])(?!1px)[\d.]+px/;
const DOMAIN =
  /\b(?:report|letter|filing|evidence|member|organi[sz]er|moderator|respondent|company|consent|regulator|complaint|petition)s?\b/i;

const WITH_HAS = /@supports selector\(:has\(\*\)\) \{(?:[^{}]*\{[^{}]*\})*\s*\}/g;

function rules(text: string): { selector: string; body: string }[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({
    selector: selector.trim(),
    body,
  }));
}

function lines(text: string, wrong: RegExp): string[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return plain.split("\n").filter((line) => wrong.test(line) && !line.includes("@media"));
}

describe("The looks", () => {
  const sheets = styles().filter(({ path }) => path !== "theme.css");
  const components = sources().filter(({ path }) => path.startsWith("components/"));

  it("take every colour from the theme", () => {
    const css = sheets.flatMap(({ path, text }) => lines(text, COLOUR).map((line) => `${path}: ${line}`));
    const inline = sources().flatMap(({ path, text }) =>
      [...text.matchAll(/(?:color|background|fill|stroke)\w*[:=]\s*\{?"(#|rgb|hsl|white|black)[^"]*"/gi)].map(
        ([found]) => `${path}: ${found}`,
      ),
    );
    expect([...css, ...inline]).toEqual([]);
  });

  it("take no size of type or space in pixels, so that they grow with the reader's own size", () => {
    const off = sheets.flatMap(({ path, text }) =>
      [...lines(text, PX_TYPE), ...lines(text.replace(/\.sr \{[^}]*\}/g, ""), PX_SPACE)].map(
        (line) => `${path}: ${line.trim()}`,
      ),
    );
    expect(off).toEqual([]);
  });

  it("name only what the theme has", () => {
    const theme = readFileSync(join(process.cwd(), "src", "theme.css"), "utf8");
    const given = new Set([...theme.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
    const off = sheets.flatMap(({ path, text }) =>
      [...text.matchAll(/var\((--[a-z0-9-]+)/g)]
        .map(([, name]) => name ?? "")
        .filter((name) => !given.has(name) && !text.includes(`${name}:`))
        .filter((name) => !name.startsWith("--own-"))
        .map((name) => `${path}: ${name}`),
    );
    expect(off).toEqual([]);
  });

  it("print a story whole that the screen cuts after some lines", () => {
    for (const [path, name] of [
      ["features/cases/CaseView.module.css", ".three"],
      ["served.css", ".served-three"],
    ] as const) {
      const sheet = sheets.find((one) => one.path === path)?.text ?? "";
      const printed = sheet.split("@media print").slice(1).join("");
      const rule = rules(printed.replace(/^\s*\{/, "")).find(({ selector }) => selector === name);
      expect(rule?.body, path).toContain("display: block");
    }
  });

  it("have their icons from one library", () => {
    // A chart is no icon: the one that draws a line is made by hand.
    const off = sources()
      .filter(({ path }) => path !== "features/statistics/Trend.tsx")
      .filter(
        ({ text }) => /<svg\b|<path\b/.test(text) || /from "(?!lucide-react)[^"]*icons?[^"]*"/.test(text),
      );
    expect(off.map(({ path }) => path)).toEqual([]);
  });

  it("are made of components that know no word of the domain", () => {
    const off = components.flatMap(({ path, text }) =>
      lines(text, DOMAIN).map((line) => `${path}: ${line.trim()}`),
    );
    expect(off).toEqual([]);
  });

  it("are made of components that each have a test", () => {
    const tests = styles(/components\/.*\.test\.tsx$/)
      .map(({ text }) => text)
      .join("\n");
    const off = components
      .filter(({ path }) => path.endsWith(".tsx"))
      .filter(({ path }) => !tests.includes(`from "./${path.slice("components/".length, -".tsx".length)}"`));
    expect(off.map(({ path }) => path)).toEqual([]);
  });

  it("stand in browsers without the newer selectors and units too", () => {
    const without = sheets.map(({ path, text }) => ({ path, text: text.replace(WITH_HAS, "") }));
    const placed = without.flatMap(({ path, text }) =>
      rules(text)
        .filter(({ selector, body }) => selector.includes(":has(") && /position:|outline:/.test(body))
        .map(({ selector }) => `${path}: ${selector}`),
    );
    const listed = without.flatMap(({ path, text }) =>
      rules(text)
        .filter(({ selector }) => selector.includes(":has(") && /,(?![^(]*\))/.test(selector))
        .map(({ selector }) => `${path}: ${selector}`),
    );
    const ringless = without
      .filter(({ text }) => /input:focus-visible \{\s*outline: none/.test(text))
      .map(({ path }) => path);
    const tall = sheets.flatMap(({ path, text }) =>
      lines(text, /\d[dsl]vh/).map((line) => `${path}: ${line}`),
    );
    expect({ placed, listed, ringless, tall }).toEqual({ placed: [], listed: [], ringless: [], tall: [] });
  });

  it("hold what lies over a whole card by the card's own class", () => {
    const over = sheets.filter(({ text }) =>
      rules(text).some(({ selector, body }) => /::(after|before)$/.test(selector) && /inset: 0;/.test(body)),
    );
    const card = rules(
      styles().find(({ path }) => path === "components/Layouts.module.css")?.text ?? "",
    ).find(({ selector }) => selector === ".card");
    const loose = sources().filter(({ text }) => text.includes("<CardLink") && !text.includes("<Card "));
    expect(over.map(({ path }) => path)).toEqual(["components/CardLink.module.css"]);
    expect(card?.body).toContain("position: relative;");
    expect(loose.map(({ path }) => path)).toEqual([]);
  });

  it("are made of components that can all be seen on the page that shows them", () => {
    const shown = sources()
      .filter(({ path }) => path.startsWith("pages/gallery/") || path === "pages/ComponentsPage.tsx")
      .map(({ text }) => text)
      .join("\n");
    const off = components
      .filter(({ path }) => path.endsWith(".tsx"))
      .map(({ path }) => path.slice(0, -".tsx".length))
      .filter((name) => !shown.includes(`from "~/${name}"`));
    expect(off).toEqual([]);
  });
});
