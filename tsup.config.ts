import fs from "node:fs";
import { defineConfig } from "tsup";

/** Builds the package it is run in: what its manifest exports, from its sources. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly "aisle-source": string }>>;
}

const { exports } = JSON.parse(fs.readFileSync("package.json", "utf8")) as Manifest;
const sources = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : [entry["aisle-source"]]));
/** What a command of the package starts with, where it has one. */
const commands = ["./src/main.ts"].filter((file) => fs.existsSync(file));

export default defineConfig({
  entry: Object.fromEntries(
    [...sources, ...commands].map((file) => [file.replace("./src/", "").replace(/\.ts$/, ""), file]),
  ),
  format: "esm",
  target: "node20",
  platform: "node",
  // Type declarations cost seconds and only publishing needs them.
  dts: process.env["AISLE_TYPES"] === "1" ? { compilerOptions: { ignoreDeprecations: "6.0" } } : false,
  sourcemap: true,
  clean: true,
  treeshake: true,
});
