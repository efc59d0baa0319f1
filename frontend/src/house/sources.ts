import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(process.cwd(), "src");

export interface Source {
  path: string;
  text: string;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Every product source file (no tests, no generated types). */
export function sources(): Source[] {
  return walk(ROOT)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, "utf8") }))
    .filter(({ path }) => !path.startsWith("house/") && !path.startsWith("testing/"));
}

/** Every style sheet, or every file whose path fits. */
export function styles(fits = /\.css$/): Source[] {
  return walk(ROOT)
    .map((path) => ({ path: relative(ROOT, path), whole: path }))
    .filter(({ path }) => fits.test(path))
    .map(({ path, whole }) => ({ path, text: readFileSync(whole, "utf8") }));
}

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[prefix + key, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

/** All words of one language as `namespace:key`. */
export function words(lang: string): Record<string, string> {
  const folder = join(ROOT, "i18n", lang);
  const all: Record<string, string> = {};
  for (const file of readdirSync(folder)) {
    const tree = JSON.parse(readFileSync(join(folder, file), "utf8")) as Tree;
    for (const [key, value] of Object.entries(flatten(tree)))
      all[`${file.replace(".json", "")}:${key}`] = value;
  }
  return all;
}
