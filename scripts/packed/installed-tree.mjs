// Looks at what npm installed: scripts that ran or would have, sizes, doubles.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { installScripts } from "./check-tarball.mjs";
import { readJson } from "./workspace-packages.mjs";

function* filesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (entry.isFile()) yield file;
  }
}

/** Path inside `folder` → package.json of every package that npm installed there. */
function packagesIn(folder) {
  const { packages } = readJson(path.join(folder, "node_modules/.package-lock.json"));
  return new Map(Object.keys(packages).map((at) => [at, readJson(path.join(folder, at, "package.json"))]));
}

/** Everything below node_modules as one text, a line a file with its hash; npm's own note about it left out. */
export function fingerprint(folder) {
  const files = [...filesBelow(path.join(folder, "node_modules"))].filter(
    (file) => !file.endsWith(".package-lock.json"),
  );
  const hash = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");
  return files.map((file) => `${path.relative(folder, file)} ${hash(file)}`).join("\n");
}

/**
 * Native addons that drivers cannot do without. Each brings its binaries for Linux, macOS and Windows, and its install
 * script only looks whether they are there: an installation without scripts is the same, and is what is tried.
 */
const prebuiltAddons = ["@serialport/bindings-cpp", "node-hid"];

/** What is wrong with an installation of the packages called `names`. */
export function treeProblems(folder, names) {
  const installed = packagesIn(folder);
  const problems = [];
  for (const [at, { name, scripts = {} }] of installed) {
    if (prebuiltAddons.includes(name)) continue;
    const found = installScripts.filter((script) => script in scripts);
    // npm compiles what has a binding.gyp and no script of its own.
    if (fs.existsSync(path.join(folder, at, "binding.gyp"))) found.push("binding.gyp");
    if (found.length > 0) problems.push(`${at} runs a script when it is installed: ${found.join(", ")}`);
  }
  for (const name of [...names, "rxjs"]) {
    const copies = [...installed].filter(([, manifest]) => manifest.name === name).map(([at]) => at);
    if (copies.length !== 1) problems.push(`${name} is installed ${copies.length} times: ${copies.join(", ")}`);
  }
  return problems;
}

/** Where `name` is found from the package at `from`, as Node would look for it. */
function resolve(installed, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const at = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (installed.has(at)) return at;
    if (folder === "") return undefined;
  }
}

function sizeOf(folder) {
  let size = 0;
  for (const file of filesBelow(folder)) {
    if (!path.relative(folder, file).split(path.sep).includes("node_modules")) size += fs.statSync(file).size;
  }
  return size;
}

/** What a package costs on disk, in bytes: alone, and with everything that comes with it. */
export function installSize(folder, name) {
  const installed = packagesIn(folder);
  const needed = new Set();
  const visit = (at) => {
    if (at === undefined || needed.has(at)) return;
    needed.add(at);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = installed.get(at);
    const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
    for (const each of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      visit(resolve(installed, at, each));
    }
  };
  visit(`node_modules/${name}`);
  const sizes = [...needed].map((at) => sizeOf(path.join(folder, at)));
  return { alone: sizes[0], all: sizes.reduce((sum, size) => sum + size, 0), packages: needed.size };
}
