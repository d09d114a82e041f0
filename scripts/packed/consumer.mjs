// A project outside the workspace that has nothing but the tarballs: our examples, as their readers would copy them.
import fs from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";
import { mustRun, npm } from "./run-program.mjs";
import { examples, installedVersion, publishable, specifiersOf } from "./workspace-packages.mjs";

/** Installs the tarballs, and only what they need, into a new `folder`. */
export function installPlain(folder, packed, options = []) {
  const dependencies = Object.fromEntries(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
  fs.mkdirSync(folder, { recursive: true });
  writeJson(path.join(folder, "package.json"), { private: true, type: "module", dependencies });
  npm(["install", ...options], { cwd: folder });
}

const writeJson = (file, content) => fs.writeFileSync(file, JSON.stringify(content, null, 2));

/** What a consumer installs beside our packages: what they take as peers, what the examples use, and a compiler. */
function companions() {
  const wanted = new Map();
  const want = (folder, names) => {
    for (const name of names) if (!ours.has(name)) wanted.set(name, installedVersion(folder, name));
  };
  const ours = new Set(publishable().map(({ manifest }) => manifest.name));
  for (const { folder, manifest } of [...publishable(), ...examples()])
    want(folder, Object.keys(manifest.peerDependencies ?? {}));
  for (const { folder, manifest } of examples()) want(folder, Object.keys(manifest.dependencies ?? {}));
  want(root, ["typescript", "@types/node", "vitest", "fast-check"]);
  return [...wanted].map(([name, version]) => `${name}@${version}`);
}

/** Makes the plain installation in `folder` a project with the examples in it, compiled to `built` by the strict compiler. */
export function makeConsumer(folder) {
  npm(["install", "--save-exact", "--ignore-scripts", ...companions()], { cwd: folder });
  for (const example of examples()) {
    const target = path.join(folder, "examples", path.basename(example.folder));
    const kept = (file) => !["node_modules", "dist"].includes(path.basename(file));
    fs.cpSync(example.folder, target, { recursive: true, filter: kept });
  }
  // The examples' own tsconfigs begin with it.
  fs.copyFileSync(path.join(root, "tsconfig.base.json"), path.join(folder, "tsconfig.base.json"));
  const specifiers = publishable().flatMap(({ manifest }) => specifiersOf(manifest));
  const code = specifiers.filter((specifier) => !specifier.endsWith(".json"));
  const lines = code.map((specifier, index) => `export * as door${index} from "${specifier}";`);
  fs.writeFileSync(path.join(folder, "every-export.ts"), `${lines.join("\n")}\n`);
  compile(folder, "nodenext", { noEmit: false, outDir: "built", rootDir: "." });
  compile(folder, "bundler", { module: "esnext", moduleResolution: "bundler", rewriteRelativeImportExtensions: false });
}

/** Strict, and with every declaration of ours and of what ours refer to checked as well. */
function compile(folder, name, options) {
  const compilerOptions = { customConditions: [], skipLibCheck: false, ...options };
  const include = ["every-export.ts", "examples/*/src", "examples/*/test"];
  writeJson(path.join(folder, `tsconfig.${name}.json`), { extends: "./tsconfig.base.json", compilerOptions, include });
  mustRun([path.join(folder, "node_modules/typescript/bin/tsc"), "--project", `tsconfig.${name}.json`], {
    cwd: folder,
  });
}
