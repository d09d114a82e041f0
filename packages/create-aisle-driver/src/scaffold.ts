import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Choices, driverId, type Transport } from "./choices.ts";
import { packageJson } from "./manifest.ts";
import { readme } from "./readme.ts";

/** The family of templates of each transport; those that poll share how. */
const family: Readonly<Record<Transport, readonly string[]>> = {
  tcp: ["lines"],
  serial: ["lines"],
  hid: ["reports"],
  modbus: ["registers", "polled"],
  http: ["requests", "polled"],
  none: ["inside", "polled"],
};

/** Files below a folder by their path in it; none where there is no such folder. */
async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(folder.length + 1), await readFile(file, "utf8"));
  }
  return files;
}

/** The files of a new driver package, by their path in it, from the templates in `templates`. */
export async function scaffold(templates: string, choices: Choices): Promise<ReadonlyMap<string, string>> {
  const { name, kind, transport } = choices;
  const [own = "", shared] = family[transport];
  const folders = ["common", ...(shared === undefined ? [] : [shared]), join(own, "common"), join(own, kind)];
  const files = new Map([
    ["package.json", packageJson(choices)],
    ["README.md", readme(choices)],
  ]);
  for (const folder of folders) {
    for (const [path, text] of await filesBelow(join(templates, folder))) {
      // npm leaves .gitignore files out of packages.
      files.set(
        path === "_gitignore" ? ".gitignore" : path,
        text.replaceAll("__ID__", driverId(name)).replaceAll("__KIND__", kind).replaceAll("__TRANSPORT__", transport),
      );
    }
  }
  return files;
}

/** Writes the files into a folder, which it makes. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
