// Builds with types and packs every package that is published, as it would go to the registry.
import fs from "node:fs";
import path from "node:path";
import { root, setUp } from "../setup.mjs";
import { checkTarball } from "./check-tarball.mjs";
import { pnpm } from "./run-program.mjs";
import { publishable, readJson } from "./workspace-packages.mjs";

/** Packs into `folder`, which is emptied of tarballs; gives each package's manifest and tarball. */
export function packPackages(folder) {
  setUp({ types: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) if (name.endsWith(".tgz")) fs.rmSync(path.join(folder, name));
  const packages = publishable();
  const filters = packages.flatMap(({ manifest }) => ["--filter", manifest.name]);
  const hook = `--config.pnpmfile=${path.join(root, "scripts/packed/manifest-hook.cjs")}`;
  const version = readJson(path.join(root, "package.json")).packageManager;
  const args = [...filters, "--recursive", "pack", hook, "--pack-destination", folder, "--json"];
  const packed = JSON.parse(pnpm(args, { cwd: root, version }));
  return packages.map(({ manifest }) => {
    const { filename } = [packed].flat().find(({ name }) => name === manifest.name);
    return { manifest, tarball: path.resolve(folder, path.basename(filename)) };
  });
}

/** Checks what was packed; throws with everything that is wrong. */
export function checkPacked(packed) {
  const problems = packed.flatMap(({ manifest, tarball }) => {
    console.error(`aisle: checking ${manifest.name} as it would be published`);
    return checkTarball(tarball);
  });
  if (problems.length > 0) throw new Error(problems.join("\n\n"));
}
