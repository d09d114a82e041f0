import { AisleError, type Problem } from "../errors/aisle-error.ts";
import { show } from "../errors/show.ts";
import { isTelling } from "../secrets/redact-deep.ts";
import { revealAt } from "../secrets/reveal-at.ts";
import { nearest } from "./nearest.ts";
import type { SettingsIssue, SettingsSchema } from "./settings-schema.ts";

export { nearest };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Checks settings against a schema and gives them as the schema makes them (defaults filled in).
 * A `Secret` where the schema only takes a text is given as text. `what` names their owner, as in `device "gate-1"`.
 * Raises `settings-invalid` with every problem: its path, what was expected and, for a key that does not exist, the
 * nearest one that does (where the schema gives a JSON Schema).
 */
export async function checkSettings<S>(schema: SettingsSchema<S>, value: unknown, what: string): Promise<S> {
  const given = value === undefined ? {} : value;
  let result = await schema["~standard"].validate(given);
  if (result.issues !== undefined) {
    const revealed = revealAt(given, result.issues.map(pathOf));
    if (revealed !== undefined) result = await schema["~standard"].validate(revealed);
  }
  if (result.issues === undefined) return result.value;
  const root = jsonSchemaOf(schema);
  const problems = result.issues.slice(0, 20).map((issue) => toProblem(issue, given, root));
  throw new AisleError(
    "settings-invalid",
    `The settings of ${what} are not valid: ${problems.map(({ path, message }) => (path.length > 0 ? `${showPath(path)}: ${message}` : message)).join("; ")}`,
    {
      category: "settings",
      remedy: "Correct them as said; the driver's or transport's README lists every setting.",
      problems,
    },
  );
}

/** A path as people write it: `scales[2].unit`. */
export function showPath(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index > 0 ? `.${key}` : key)).join("");
}

function toProblem(issue: SettingsIssue, given: unknown, root: Json | undefined): Problem {
  const path = pathOf(issue);
  let value: unknown = given;
  let node = resolve(root, root);
  for (const key of path) {
    value = typeof value === "object" && value !== null ? (value as Json)[key] : undefined;
    node = child(node, key, root);
  }
  // What stands where a secret belongs is shown to nobody, whatever it is.
  const secret = node?.["writeOnly"] === true || path.some((key) => typeof key === "string" && isTelling(key));
  const got = secret ? "" : gotten(issue.message, value);
  return { path, message: `${issue.message}${got}${hint(issue.message, value, node)}` };
}

function pathOf(issue: SettingsIssue): readonly (string | number)[] {
  return (issue.path ?? []).map((part) => {
    const key = typeof part === "object" ? part.key : part;
    return typeof key === "number" ? key : String(key);
  });
}

/** What was there, unless the message says so itself. */
function gotten(message: string, value: unknown): string {
  if (typeof value === "object" && value !== null) return "";
  return message.includes("received") && value === undefined ? "" : ` (got ${show(value)})`;
}

function hint(message: string, value: unknown, node: Json | undefined): string {
  const properties = node?.["properties"];
  if (!isObject(value) || !isObject(properties)) return "";
  const valid = Object.keys(properties);
  const unknown = Object.keys(value).filter((key) => !(key in properties) && message.includes(key));
  const hints = unknown.map((key) => {
    const like = nearest(key, valid);
    return like === undefined
      ? `"${key}" is none of: ${valid.join(", ")}`
      : `did you mean "${like}" instead of "${key}"?`;
  });
  return hints.length === 0 ? "" : ` (${hints.join("; ")})`;
}

function jsonSchemaOf(schema: SettingsSchema): Json | undefined {
  try {
    return schema["~standard"].jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // What JSON Schema cannot express only costs the hint.
    return undefined;
  }
}

function child(node: Json | undefined, key: string | number, root: Json | undefined): Json | undefined {
  if (typeof key === "number") return resolve(node?.["items"], root);
  const properties = node?.["properties"];
  return resolve(isObject(properties) ? properties[key] : undefined, root);
}

/** Follows one `#/$defs/…` reference. */
function resolve(node: unknown, root: Json | undefined): Json | undefined {
  if (!isObject(node)) return undefined;
  const reference = node["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/$defs/")) return node;
  const definitions = root?.["$defs"];
  const target = isObject(definitions) ? definitions[reference.slice("#/$defs/".length)] : undefined;
  return isObject(target) ? target : undefined;
}
