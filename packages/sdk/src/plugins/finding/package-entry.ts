import { join } from "node:path";
import type { PluginFiles } from "../files/plugin-files.ts";

/** Conditions of `exports` that an import in Node meets (Node's documentation, "Conditional exports"). */
const always = ["node", "import", "module-sync", "default"];

/** The conditions of this process: Node's own, and those it was started with (`--conditions`, `-C`). */
export function processConditions(
  execArgv: readonly string[] = process.execArgv,
  nodeOptions = process.env["NODE_OPTIONS"] ?? "",
): readonly string[] {
  const given = [...execArgv, ...nodeOptions.split(/\s+/)];
  const own = given.flatMap((argument, i) => {
    const value = /^(?:--conditions|-C)(?:=(.+))?$/.exec(argument);
    return value === null ? [] : [value[1] ?? given[i + 1] ?? ""];
  });
  return [...own, ...always];
}

/**
 * The file that an import of a package gives, by its `exports`, or by its `main` where it has none; `undefined` where
 * there is none. Node itself can only tell this for the module that asks.
 *
 * @param subpath `.` or as in `./extra`
 */
export async function packageEntry(
  folder: string,
  fields: Readonly<Record<string, unknown>>,
  subpath: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<string | undefined> {
  const exported = fields["exports"];
  if (exported !== undefined && exported !== null) {
    const target = pick(targetOf(exported, subpath), new Set(conditions));
    return target === undefined ? undefined : firstFile([insideOf(folder, target)], files);
  }
  const main = fields["main"];
  const wanted = subpath === "." ? (typeof main === "string" && main !== "" ? main : "index.js") : subpath;
  const path = insideOf(folder, wanted.startsWith("./") ? wanted : `./${wanted}`);
  if (path === undefined) return undefined;
  return firstFile([path, `${path}.js`, `${path}.mjs`, `${path}.cjs`, join(path, "index.js")], files);
}

async function firstFile(paths: readonly (string | undefined)[], files: PluginFiles): Promise<string | undefined> {
  for (const path of paths) {
    if (path !== undefined && (await files.readFile(path)) !== undefined) return path;
  }
  return undefined;
}

/** A package exports nothing of what is outside it, nor of its dependencies. */
function insideOf(folder: string, target: string): string | undefined {
  const steps = target.split("/");
  const inside = steps[0] === "." && !steps.includes("..") && !steps.includes("node_modules");
  return inside ? join(folder, target) : undefined;
}

function targetOf(exported: unknown, subpath: string): unknown {
  const keys = typeof exported === "object" && exported !== null ? Object.keys(exported) : [];
  if (keys.some((key) => key.startsWith("."))) return (exported as Readonly<Record<string, unknown>>)[subpath];
  return subpath === "." ? exported : undefined;
}

/** The first condition that holds and leads to a file wins, in the package's order. */
function pick(target: unknown, conditions: ReadonlySet<string>): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!Array.isArray(target) && !conditions.has(condition)) continue;
    const found = pick(value, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}
