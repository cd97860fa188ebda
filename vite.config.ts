import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// Three entries: what every page loads, its styles, and the editor that only editing loads.
export default defineConfig({
  root: resolve(import.meta.dirname, "frontend"),
  base: "/static/",
  build: {
    outDir: resolve(import.meta.dirname, "build/static"),
    emptyOutDir: false, // a server that still runs from the last build keeps its files; bin/_env clears old ones
    manifest: "manifest.json",
    target: "es2022",
    // Browsers that know light-dark() and popovers: no second copy of every colour.
    cssTarget: ["chrome125", "firefox129", "safari17.5"],
    rollupOptions: {
      input: {
        app: resolve(import.meta.dirname, "frontend/app.ts"),
        editor: resolve(import.meta.dirname, "frontend/islands/editor/index.ts"),
      },
    },
  },
  test: { environment: "jsdom", include: ["**/*.test.ts"] },
});
