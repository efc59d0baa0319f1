import { describe, expect, it } from "vitest";
import { NAMESPACES } from "~/i18n";
import { sources, words } from "./sources";
import { visit } from "./speech";

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/;
const PLURAL = /_(zero|one|two|few|many|other)$/;
const KEYLIKE = /^[\w:]*\.[\w.:]*$|^\w+:$/;
const MEMBERS = /^(common|home|report|case|account|letters|group|claim|packs|statistics|reference):/;

const seen = sources().map(({ path, text }) => ({ path, ...visit(path, text) }));
const [zh, en, id] = [words("zh"), words("en"), words("id")];
const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const stems = (all: Record<string, string>) =>
  new Set(Object.keys(all).map((key) => key.replace(PLURAL, "")));
const known = stems(zh);

/** Whether a key as a source names it, in the rooms that the source speaks of, is there. */
function names(key: string, rooms: Set<string>): string[] {
  return key.includes(":") ? [key] : [...rooms].map((room) => `${room}:${key}`);
}

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
    expect([...stems(en)].sort()).toEqual([...known].sort());
    expect([...stems(id)].filter((key) => !known.has(key))).toEqual([]);
  });

  it("are complete in Indonesian wherever a member looks", () => {
    const there = stems(id);
    expect([...known].filter((key) => MEMBERS.test(key) && !there.has(key))).toEqual([]);
  });

  it("are never empty", () => {
    const empty = [zh, en, id].flatMap((all) => Object.keys(all).filter((key) => !all[key]?.trim()));
    expect(empty).toEqual([]);
  });

  it("keep their placeholders in every language", () => {
    const marks = (text: string) =>
      [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort().join();
    const put = (all: Record<string, string>) =>
      new Map(
        Object.entries(all)
          // "1 file" may say its number in words.
          .filter(([key]) => !/_(zero|one)$/.test(key))
          .map(([key, text]) => [key.replace(PLURAL, ""), marks(text)]),
      );
    const [first, second, third] = [put(zh), put(en), put(id)];
    const off = [...first].filter(
      ([key, has]) => second.get(key) !== has || (third.has(key) && third.get(key) !== has),
    );
    expect(off).toEqual([]);
  });

  it("have every form that their language counts with", () => {
    const off = Object.entries({ zh, en, id }).flatMap(([lang, all]) => {
      const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      const counted = [...new Set(Object.keys(all).filter((key) => PLURAL.test(key)))].map((key) =>
        key.replace(PLURAL, ""),
      );
      return counted.flatMap((key) =>
        forms.filter((form) => !all[`${key}_${form}`]).map((form) => `${lang}/${key}_${form}`),
      );
    });
    expect(off).toEqual([]);
  });

  it("are all used", () => {
    const said = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { strings, templates, rooms } of seen) {
      for (const one of strings) for (const name of names(one, rooms)) said.add(name);
      for (const parts of templates.filter((one) => KEYLIKE.test(one.join(""))))
        for (const name of names(parts.join("\u0000"), rooms))
          patterns.push(new RegExp(`^${name.split("\u0000").map(plain).join("[^:]+")}$`));
    }
    expect(
      [...known].filter((key) => !said.has(key) && !patterns.some((pattern) => pattern.test(key))),
    ).toEqual([]);
  });

  it("exist for every key a source names", () => {
    const rooms = new RegExp(`^(${NAMESPACES.join("|")}):[A-Za-z0-9_.]+$`);
    const missing = seen.flatMap(({ path, strings, asked, rooms: open }) => [
      ...[...strings].filter((one) => rooms.test(one) && !known.has(one)).map((one) => `${path}: ${one}`),
      ...asked
        .filter((one) => !names(one, open).some((name) => known.has(name)))
        .map((one) => `${path}: ${one}`),
    ]);
    expect(missing).toEqual([]);
  });
});

describe("The search for words in a source", () => {
  const found = (text: string) => visit("x.tsx", text).spoken;

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: sources are quoted here
  it("finds what a reader would see or hear, wherever it hides", () => {
    expect(found("const a = <p>Hello</p>;")).toEqual(["Hello"]);
    expect(found('const a = <p>{"Hello"}</p>;')).toEqual(["Hello"]);
    expect(found('const a = <p>{yes ? "On" : "Off"}</p>;')).toEqual(["On", "Off"]);
    expect(found("const a = <p>{`${n} people`}</p>;")).toEqual(["${n} people"]);
    expect(found('const a = <input placeholder="Name" />;')).toEqual(["Name"]);
    expect(found('const a = <img alt={"A face"} title={many ? `${n} faces` : "A face"} />;')).toHaveLength(3);
    expect(found('const a = <button aria-label="Close" />;')).toEqual(["Close"]);
    expect(found('const a = <Field label="Name" hint="As on the card" />;')).toHaveLength(2);
  });

  it("lets keys, symbols and class names be", () => {
    expect(found('const a = <p className="wide">{t("common:close")} · {n}</p>;')).toEqual([]);
    expect(found('const a = <Badge tone={bad ? "warn" : "good"}>{t(`x.${one}`)}</Badge>;')).toEqual([]);
    expect(found('const a = <p>{one === "open" && t("open")}</p>;')).toEqual([]);
  });

  it("knows which rooms a source speaks of", () => {
    const { rooms, asked, templates } = visit(
      "x.tsx",
      'const { t } = useTranslation(["desk", "common"]); t("a.b"); t(`c.${d}.e`); t("case:f");',
    );
    expect([...rooms]).toEqual(["common", "desk"]);
    expect(asked).toEqual(["a.b", "case:f"]);
    expect(templates).toEqual([["c.", ".e"]]);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: sources are quoted here
});
