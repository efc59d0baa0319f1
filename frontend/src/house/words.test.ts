import ts from "typescript";
import { describe, expect, it } from "vitest";
import { NAMESPACES } from "~/i18n";
import { sources, words } from "./sources";

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/;
const SPOKEN_ATTRIBUTES = new Set([
  "title",
  "label",
  "placeholder",
  "alt",
  "aria-label",
  "hint",
  "legend",
  "caption",
]);

/** Every string and template of a file, and whether a reader would see it. */
function visit(path: string, text: string) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const strings = new Set<string>();
  const prefixes: string[] = [];
  const spoken: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) strings.add(node.text);
    if (ts.isTemplateExpression(node)) prefixes.push(node.head.text);
    if (ts.isJsxText(node) && /[A-Za-z\u3400-\u9fff]/.test(node.text)) spoken.push(node.text.trim());
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const seen =
        SPOKEN_ATTRIBUTES.has(node.name.getText()) && /[A-Za-z\u3400-\u9fff]/.test(node.initializer.text);
      if (seen) spoken.push(node.initializer.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return { strings, prefixes, spoken };
}

const seen = sources().map(({ path, text }) => ({ path, text, ...visit(path, text) }));

describe("The words of the interface", () => {
  it("stand in the word files, never in a component", () => {
    expect(seen.flatMap(({ path, spoken }) => spoken.map((text) => `${path}: ${text}`))).toEqual([]);
  });

  it("are never Chinese inside a source file", () => {
    const found = seen
      .filter(({ path, strings }) => !path.startsWith("i18n/") && [...strings].some((one) => CJK.test(one)))
      .map(({ path }) => path);
    expect(found).toEqual([]);
  });

  it("are the same keys in Chinese and English, and Indonesian adds none", () => {
    const zh = Object.keys(words("zh")).sort();
    expect(Object.keys(words("en")).sort()).toEqual(zh);
    expect(Object.keys(words("id")).filter((key) => !zh.includes(key))).toEqual([]);
  });

  it("are complete in Indonesian wherever a member looks", () => {
    const member = Object.keys(words("zh")).filter((key) =>
      /^(common|home|report|case|account|letters|claim|packs):/.test(key),
    );
    const id = words("id");
    expect(member.filter((key) => !id[key])).toEqual([]);
  });

  it("keep their placeholders in every language", () => {
    const marks = (text = "") => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    const [zh, en, id] = [words("zh"), words("en"), words("id")];
    const off = Object.keys(zh).filter(
      (key) =>
        `${marks(zh[key])}` !== `${marks(en[key])}` ||
        (id[key] && `${marks(zh[key])}` !== `${marks(id[key])}`),
    );
    expect(off).toEqual([]);
  });

  it("are all used", () => {
    const strings = new Set(seen.flatMap((file) => [...file.strings]));
    const prefixes = seen.flatMap((file) => file.prefixes).filter((prefix) => prefix.includes("."));
    const used = (full: string) => {
      const key = full.slice(full.indexOf(":") + 1);
      return [full, key].some(
        (name) => strings.has(name) || prefixes.some((prefix) => name.startsWith(prefix)),
      );
    };
    expect(Object.keys(words("zh")).filter((key) => !used(key))).toEqual([]);
  });

  it("exist for every key a source names with its room", () => {
    const zh = words("zh");
    const rooms = NAMESPACES.join("|");
    const named = new RegExp(`^(${rooms}):[A-Za-z0-9_.]+$`);
    const strings = [...new Set(seen.flatMap((file) => [...file.strings]))].filter((one) => named.test(one));
    expect(strings.filter((key) => !(key in zh))).toEqual([]);
  });
});
