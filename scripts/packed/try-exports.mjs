// Imports everything that a package exports.
import fs from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";
import { specifiersOf } from "./workspace-packages.mjs";

const importer = "import-export.mjs";

/** An export that declares nothing is a program that others start, not a module. */
function isProgram(folder, { name, exports }, specifier) {
  const entry = exports[`.${specifier.slice(name.length)}`];
  if (entry?.types === undefined) return false;
  const declared = fs.readFileSync(path.join(folder, "node_modules", name, entry.types), "utf8");
  return /^\s*export\s*\{\s*\};?\s*$/.test(declared);
}

/** Every export of a package, once where only the packages are and once where their optional peers are too. */
export function tryExports({ manifest, plain, consumer, run }) {
  const optional = Object.keys(manifest.peerDependenciesMeta ?? {});
  const lines = [];
  for (const specifier of specifiersOf(manifest)) {
    for (const folder of [plain, consumer]) {
      fs.copyFileSync(path.join(root, "scripts/packed", importer), path.join(folder, importer));
      const { stdout, stderr, problem } = run(folder, path.join(folder, importer), specifier);
      // A program may refuse to run alone, but in one line that says so, not with a stack trace.
      const refuses = problem !== undefined && /^[^\n]+$/.test(stderr.trim()) && isProgram(folder, manifest, specifier);
      if (problem !== undefined && !refuses) return { problem };
      const { names, missing } = refuses ? { names: [stderr.trim()] } : JSON.parse(stdout.toString());
      if (missing !== undefined && (folder === consumer || !optional.includes(missing))) {
        return { problem: `${specifier} imports ${missing}, which ${manifest.name} does not bring with it` };
      }
      lines.push(`${specifier} ${names?.join() ?? `needs ${missing}`}`);
    }
  }
  return { output: Buffer.from(lines.join("\n")) };
}
