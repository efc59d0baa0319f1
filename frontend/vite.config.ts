import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { offlineShell } from "./offline/plugin";

/** What nearly every page is made of, besides the code of others: it comes with the start. */
const KIT =
  /node_modules\/(react|react-dom|scheduler|react-router|i18next|react-i18next|@tanstack\/(query-core|react-query)|openapi-fetch)\/|src\/(api\/|lib\/(dates|formats|ids|lang|numbers|pause|problemWords|released)|components\/(Bits|Button|CardLink|CopyField|Field|Layouts|MoreButton|Notice|States|Table|classes)|features\/\w+\/queries)|lucide-react\/dist\/esm\/(createLucideIcon|Icon|context|defaultAttributes|shared)/;

/** One origin: the backend serves `dist`; in development Vite hands /api on to it. */
const backend = process.env.JOINDER_BACKEND ?? "http://127.0.0.1:8000";

/** Every built file once more as .br and .gz, made once here instead of at each request. */
function squeezed(): Plugin {
  return {
    name: "squeezed",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      const folder = join(dir, "assets");
      for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg)$/.test(one))) {
        const data = readFileSync(join(folder, name));
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(data, { params }));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(data, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), squeezed(), offlineShell()],
  resolve: { alias: { "~": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    target: "es2020",
    cssTarget: ["chrome80", "safari13.1"],
    modulePreload: { polyfill: false },
    sourcemap: false,
    manifest: true,
    // Few files: each one that a page asks for costs a slow phone some milliseconds before it has even begun to come.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "kit", test: KIT, priority: 3 },
            { name: "sheet", test: /@base-ui|@floating-ui|components\/Dialog/, priority: 2 },
            // Home shows these few, and no chart: a group takes along what its files import.
            { name: "brief", test: /features\/statistics\/(MovedCases|NumbersInBrief|Caveat)/, priority: 2 },
            { name: "numbers", test: /features\/statistics\/(?!queries)/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": backend, "/dev": backend } },
  preview: { proxy: { "/api": backend } },
  test: {
    environment: "jsdom",
    isolate: false, // a document made once for each worker, not for each of sixty files; setup.ts leaves it as it was
    setupFiles: ["src/testing/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
  },
});
