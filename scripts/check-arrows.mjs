// The one arrow between packages: examples and bench → cli → console → {fusion, drivers-*} → sdk. Nothing points back.
// Looks at what the sources import and at what the manifests declare.
import fs from "node:fs";
import path from "node:path";
import { root } from "./setup.mjs";

const readManifest = (folder) => JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));

function layerOf(folder) {
  if (folder.startsWith("examples/") || folder === "bench") return 5;
  if (folder === "packages/cli") return 4;
  if (folder === "packages/console") return 3;
  if (folder === "packages/sdk") return 1;
  return 2;
}

const folders = ["packages", "examples"]
  .flatMap((parent) => fs.readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`))
  .filter((folder) => fs.existsSync(path.join(root, folder, "package.json")))
  .concat("bench");
const packages = folders.map((folder) => {
  const manifest = readManifest(path.join(root, folder));
  return { folder, name: manifest.name, layer: layerOf(folder), manifest };
});
const byName = new Map(packages.map((each) => [each.name, each]));

function* sourcesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name === "dist") continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesBelow(file);
    else if (/\.(ts|tsx|mts|mjs|js)$/.test(entry.name)) yield file;
  }
}

const importPattern = /(?:from|import|import\()\s*["']([^"']+)["']/g;
const problems = [];

function checkArrow(from, target, where) {
  const to = byName.get(
    target
      .split("/")
      .slice(0, target.startsWith("@") ? 2 : 1)
      .join("/"),
  );
  if (to && to !== from && to.layer >= from.layer) {
    problems.push(
      `${where}: ${from.name} may not use ${to.name}; arrows go examples → cli → console → {fusion, drivers-*} → sdk`,
    );
  }
}

for (const from of packages) {
  const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = from.manifest;
  const declared = Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
  for (const name of declared) checkArrow(from, name, `${from.folder}/package.json`);
  for (const file of sourcesBelow(path.join(root, from.folder))) {
    for (const [, target] of fs.readFileSync(file, "utf8").matchAll(importPattern)) {
      const where = path.relative(root, file);
      checkArrow(from, target, where);
      // A bench measures what is inside, too; nobody imports it.
      if (
        from.folder !== "bench" &&
        target.startsWith(".") &&
        path.relative(path.join(root, from.folder), path.resolve(path.dirname(file), target)).startsWith("..")
      ) {
        problems.push(`${where}: imports ${target} from outside its own package; import the package by its name`);
      }
    }
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.error(`arrows: ${packages.length} packages, none points back`);
