import fs from "node:fs";
import { defineConfig } from "tsup";

/** Builds the package it is run in: what its manifest exports, from its sources. */
interface Manifest {
  readonly exports: Entries;
  /** What it loads by a name with `#` is built into one file, other packages included. */
  readonly imports?: Entries;
}

type Entries = Readonly<Record<string, string | { readonly "aisle-source": string }>>;

const { exports, imports = {} } = JSON.parse(fs.readFileSync("package.json", "utf8")) as Manifest;
const sourcesOf = (entries: Entries): readonly string[] =>
  Object.values(entries).flatMap((entry) => (typeof entry === "string" ? [] : [entry["aisle-source"]]));
const entryOf = (files: readonly string[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [file.replace("./src/", "").replace(/\.ts$/, ""), file]));
/** What a command of the package starts with, where it has one, and what loads the part of it that is one file. */
const commands = ["./src/main.ts", "./src/load-replay.ts"].filter((file) => fs.existsSync(file));
const alone = entryOf(sourcesOf(imports));

export default defineConfig([
  {
    entry: entryOf([...sourcesOf(exports), ...commands]),
    external: Object.keys(imports),
    format: "esm",
    target: "node20",
    platform: "node",
    // Type declarations cost seconds and only publishing needs them.
    dts: process.env["AISLE_TYPES"] === "1" ? { compilerOptions: { ignoreDeprecations: "6.0" } } : false,
    sourcemap: true,
    clean: ["!metafile*", ...Object.keys(alone).map((name) => `!${name}*`)],
    treeshake: true,
  },
  ...Object.entries(alone).map(([name, file]) => ({
    entry: { [name]: file },
    // What is CommonJS can be kept compiled.
    format: "cjs" as const,
    target: "node20",
    platform: "node" as const,
    noExternal: [/./],
    splitting: false,
    metafile: true,
    banner: { js: '"use strict"; const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { "import.meta.url": "importMetaUrl" },
    esbuildOptions(options: { conditions?: string[]; mainFields?: string[] }) {
      options.conditions = ["aisle-source"];
      options.mainFields = ["module", "main"];
    },
    onSuccess: () => writeLicences(name),
  })),
]);

/**
 * Puts the licences of the packages that are in a file beside it. Not under a name with that word: pnpm packs our own LICENSE
 * only where no such file is.
 */
function writeLicences(name: string): Promise<void> {
  const metafile = "dist/metafile-cjs.json";
  const { inputs } = JSON.parse(fs.readFileSync(metafile, "utf8")) as {
    readonly inputs: Readonly<Record<string, unknown>>;
  };
  const folders = new Set(
    Object.keys(inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8")) as Readonly<
      Record<string, string>
    >;
    const file = fs.readdirSync(folder).find((one) => /^licen[cs]e/i.test(one)) ?? "package.json";
    return `${name} ${version}\n\n${fs.readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
  fs.writeFileSync(`dist/${name}.notices.txt`, texts.join("\n\n"));
  return fs.promises.rm(metafile);
}
