import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { AisleError } from "@aisle/sdk";

/** Conditions of `exports` that an import meets, as in Node's packages documentation. */
const conditions = new Set(["node", "import", "module-sync", "default"]);

/**
 * The file behind a module specifier, as an `import` written in `from` would find it: a relative or absolute path, or
 * a package found upwards from there. Node 20 can only do this for its own modules.
 * @throws AisleError `driver-module-missing` (settings)
 */
export function resolveModule(specifier: string, from: string): string {
  if (/^\.{0,2}\//.test(specifier) || /^[A-Za-z]:[\\/]/.test(specifier)) {
    const file = resolve(dirname(from), specifier);
    if (!existsSync(file)) throw missing(specifier, `there is no file ${file}`, "correct the path under `drivers`");
    return file;
  }
  const [, name = specifier, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  const require = createRequire(from);
  for (const folder of require.resolve.paths(name) ?? []) {
    const home = join(folder, name);
    const manifest = join(home, "package.json");
    if (existsSync(manifest)) return entryOf(specifier, home, manifest, rest, require);
  }
  throw missing(
    specifier,
    `no package ${name} is installed for ${from}`,
    `install it beside the store file: npm install ${name}`,
  );
}

function entryOf(specifier: string, home: string, manifest: string, rest: string, require: NodeJS.Require): string {
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly exports?: unknown };
  if (exports === undefined) return require.resolve(specifier);
  const subpath = rest === "" ? "." : `./${rest}`;
  const target = pick(isSubpaths(exports) ? exports[subpath] : rest === "" ? exports : undefined);
  if (target === undefined) {
    throw missing(specifier, `${manifest} exports no ${subpath} for import`, "name an entry that the package exports");
  }
  return join(home, target);
}

function isSubpaths(exports: unknown): exports is Readonly<Record<string, unknown>> {
  return typeof exports === "object" && exports !== null && Object.keys(exports).some((key) => key.startsWith("."));
}

function pick(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!conditions.has(condition)) continue;
    const found = pick(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function missing(specifier: string, why: string, remedy: string): AisleError {
  return new AisleError("driver-module-missing", `driver module ${specifier} cannot be found: ${why}`, {
    category: "settings",
    remedy,
  });
}
