import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// Three entries: what every page loads, the editor that only editing loads, the frame in which diagrams are drawn.
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
    // A font as a data: address would break the page's policy.
    assetsInlineLimit: (file) => (file.endsWith(".woff2") ? false : undefined),
    rollupOptions: {
      input: {
        app: resolve(import.meta.dirname, "frontend/app.ts"),
        diagrams: resolve(import.meta.dirname, "frontend/lib/diagrams/frame.ts"),
        editor: resolve(import.meta.dirname, "frontend/islands/editor/index.ts"),
      },
    },
  },
  // A file's browser is a context of its own in a thread that stays; making a process for each takes six times as long.
  test: { environment: "jsdom", pool: "vmThreads", include: ["**/*.test.ts"] },
});
