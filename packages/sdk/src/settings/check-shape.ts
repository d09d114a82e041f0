import type { z } from "zod";
import { nearest } from "../drivers/nearest.ts";
import { type DocumentProblem, showValue } from "./document-error.ts";
import type { DocumentPath } from "./document-path.ts";

/** Collects problems, each with the line of its path. */
export class ProblemList {
  readonly problems: Omit<DocumentProblem, "message">[] = [];
  readonly #base: DocumentPath;
  readonly #locate: ((path: DocumentPath) => number | undefined) | undefined;

  /** `base` is where the checked value stands in its document. */
  constructor(locate?: (path: DocumentPath) => number | undefined, base: DocumentPath = []) {
    this.#locate = locate;
    this.#base = base;
  }

  add(path: DocumentPath, expected: string, got: string, hint?: string): void {
    const whole = [...this.#base, ...path];
    const line = this.#locate?.(whole);
    this.problems.push({
      path: whole,
      ...(line === undefined ? {} : { line }),
      expected,
      got,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/**
 * Checks a value against a schema whose messages are phrases of what is expected ("a number above 0").
 * Gives `undefined` when it adds problems. An unknown key is answered with the nearest valid one.
 */
export function checkShape<T>(schema: z.ZodType<T>, value: unknown, list: ProblemList): T | undefined {
  const result = schema.safeParse(value, { error: phrase });
  if (result.success) return result.data;
  for (const issue of result.error.issues.flatMap(ofOneChoice)) {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code !== "unrecognized_keys") {
      list.add(path, issue.message, showValue(valueAt(value, path)));
      continue;
    }
    const known = keysAt(schema, path);
    for (const key of issue.keys) {
      const near = nearest(key, known);
      const hint = near === undefined ? undefined : `did you mean \`${near}\`?`;
      list.add([...path, key], `one of ${known.join(", ")}`, `the unknown key \`${key}\``, hint);
    }
  }
  return undefined;
}

/** Of a choice, what is wrong with the one part that the value is of the type of, where there is just one. */
function ofOneChoice(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.filter(
    (found) => !found.some((one) => one.code === "invalid_type" && one.path.length === 0),
  );
  const [only] = meant;
  if (only === undefined || meant.length > 1) return [issue];
  return only.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

/** What was expected, where the schema does not say it itself. */
function phrase(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? "a whole number" : `a value of type ${issue.expected}`;
    case "too_small":
      return `${issue.inclusive === true ? "at least" : "more than"} ${String(issue.minimum)}`;
    case "too_big":
      return `${issue.inclusive === true ? "at most" : "less than"} ${String(issue.maximum)}`;
    default:
      return undefined;
  }
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  let at = value;
  for (const step of path)
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  return at;
}

/** The part of a zod schema that is read here, to learn the valid keys at a path. */
interface SchemaDef {
  readonly shape?: Record<string, { readonly def: SchemaDef }>;
  readonly element?: { readonly def: SchemaDef };
  readonly innerType?: { readonly def: SchemaDef };
  readonly options?: readonly { readonly def: SchemaDef }[];
}

function keysAt(schema: z.ZodType, path: DocumentPath): readonly string[] {
  let def: SchemaDef | undefined = unwrap(schema.def as SchemaDef);
  for (const step of path) def = unwrap(typeof step === "number" ? def?.element?.def : def?.shape?.[step]?.def);
  return Object.keys(def?.shape ?? {});
}

function unwrap(def: SchemaDef | undefined): SchemaDef | undefined {
  let inner = def;
  while (inner?.innerType !== undefined) inner = inner.innerType.def;
  return inner?.options?.find((option) => option.def.shape !== undefined)?.def ?? inner;
}
