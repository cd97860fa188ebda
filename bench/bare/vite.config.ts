import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  build: { target: "es2022", rollupOptions: { input: resolve(import.meta.dirname, "bare.ts") }, manifest: "manifest.json" },
});
