import { defineConfig } from "vite";

/** Builds the page into `dist/web`, next to what tsup makes of `src`. All addresses in it are relative. */
export default defineConfig({
  root: "web",
  base: "./",
  resolve: { conditions: ["aisle-source", "module", "browser", "production"] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    // A data: address in a style would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
