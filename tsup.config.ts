import { defineConfig, type Options } from "tsup";

/** Type declarations cost seconds and only publishing needs them: `AISLE_TYPES=1`. */
const types = process.env["AISLE_TYPES"] === "1";

const library = (folder: string, entries: readonly string[]): Options => ({
  entry: Object.fromEntries(entries.map((entry) => [entry, `packages/${folder}/src/${entry}.ts`])),
  outDir: `packages/${folder}/dist`,
  format: "esm",
  target: "node20",
  platform: "node",
  tsconfig: "tsconfig.json",
  dts: types ? { compilerOptions: { ignoreDeprecations: "6.0", incremental: false } } : false,
  sourcemap: true,
  clean: true,
  treeshake: true,
});

export default defineConfig([
  library("sdk", ["index", "store/index", "testing/index"]),
  library("drivers-mock", ["index"]),
  library("fusion", ["index"]),
  library("cli", ["index", "main"]),
]);
