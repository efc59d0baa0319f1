import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const ALWAYS = ["/theme.js", "/favicon.svg", "/blank-zh.html", "/blank-en.html", "/blank-id.html"];
const NEEDED =
  /\/src\/(main\.tsx|pages\/(Home|Report|Stolen)Page\.tsx|i18n\/(zh|en|id)\/(common|report|account|home|case|statistics)\.json)$/;

interface Chunk {
  type: "chunk";
  fileName: string;
  facadeModuleId: string | null;
  isEntry: boolean;
  imports: string[];
  moduleIds: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/** Writes the service worker with the names of the files that telling what happened needs, and the home page that leads there. */
export function offlineShell(): Plugin {
  return {
    name: "offline-shell",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk") as unknown as Chunk[];
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const files = new Set<string>();
      const take = (name: string) => {
        const chunk = byName.get(name);
        if (!chunk || files.has(name)) return;
        files.add(name);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const next of chunk.imports) take(next);
      };
      for (const chunk of chunks) {
        if (chunk.isEntry || chunk.moduleIds.some((id) => NEEDED.test(id))) take(chunk.fileName);
      }
      for (const name of Object.keys(bundle)) if (/\/mark-[^/]*\.svg$/.test(name)) files.add(name);
      const shell = JSON.stringify([...ALWAYS, ...[...files].map((name) => `/${name}`).sort()]);
      const template = readFileSync(new URL("./sw.js", import.meta.url), "utf8");
      const version = createHash("sha256").update(shell + template).digest("hex").slice(0, 12);
      const source = template.replace('"__SHELL__"', shell).replace("__VERSION__", version);
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
