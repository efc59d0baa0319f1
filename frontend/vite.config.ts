import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** One origin: the backend serves `dist`; in development Vite hands /api on to it. */
const backend = process.env.JOINDER_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    target: "es2020",
    cssTarget: ["chrome80", "safari13.1"],
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { proxy: { "/api": backend, "/dev": backend } },
  preview: { proxy: { "/api": backend } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
  },
});
