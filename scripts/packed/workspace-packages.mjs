// What the workspace holds, read from its manifests: packages to publish, and examples that stand for their users.
import fs from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";

export const readJson = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

function packagesIn(parent) {
  return fs
    .readdirSync(path.join(root, parent))
    .sort()
    .map((name) => path.join(root, parent, name))
    .filter((folder) => fs.existsSync(path.join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readJson(path.join(folder, "package.json")) }));
}

/** Every package that is published. */
export const publishable = () => packagesIn("packages").filter(({ manifest }) => manifest.private !== true);

/** Every example. */
export const examples = () => packagesIn("examples");

/** The version of a dependency that `folder` was developed and tested with. */
export function installedVersion(folder, name) {
  for (const from of [folder, root]) {
    const file = path.join(from, "node_modules", name, "package.json");
    if (fs.existsSync(file)) return readJson(file).version;
  }
  throw new Error(`${path.relative(root, folder)} needs ${name}, which is not installed`);
}

/** What can be imported from a package: `@aisle/sdk`, `@aisle/sdk/store`, … */
export function specifiersOf({ name, exports = {} }) {
  return Object.keys(exports).map((key) => {
    if (key.includes("*")) throw new Error(`${name} exports the pattern ${key}, which these checks do not know`);
    return key === "." ? name : `${name}/${key.slice(2)}`;
  });
}

/** The commands that a package brings, as name and file. */
export function commandsOf({ name, bin = {} }) {
  return Object.entries(typeof bin === "string" ? { [name.split("/").at(-1)]: bin } : bin);
}
