import { inspect } from "node:util";
import { hidden } from "./hidden.ts";

/** What every copy of this package in the process knows of secrets. */
interface Known {
  /** Oldest first. */
  readonly values: Set<string>;
  changes: number;
}

/** More secrets than any store has; beyond it the oldest is forgotten. */
const mostValues = 1_000;
/** A text this short is only a secret where it stands alone: "ab" is part of too many words. */
const shortest = 4;
/** Lines of a secret of many lines, such as a key file, that are long enough to be told by themselves. */
const shortestLine = 8;

const key = Symbol.for("aisle.known-secrets");
const shared = globalThis as unknown as Record<symbol, Known | undefined>;
const known: Known = (shared[key] ??= { values: new Set(), changes: 0 });

let pattern: RegExp | undefined;
let patternOf = 0;

/** From now on `redact` hides this value. The last 1,000 different values are known. */
export function rememberSecret(value: string): void {
  if (value === "") return;
  // Put at the end, so that what is in use is never the oldest.
  if (!known.values.delete(value)) known.changes += 1;
  known.values.add(value);
  if (known.values.size <= mostValues) return;
  for (const oldest of known.values) {
    known.values.delete(oldest);
    break;
  }
}

/** Whether there is anything to hide at all: for whoever would have to work to find out. */
export function knowsSecrets(): boolean {
  return known.values.size > 0;
}

/**
 * The text with every known secret in it replaced by `***`, also where it is written as JSON, in a URL, in base64 or as
 * Node shows strings. A secret of fewer than 4 characters is only found where it stands alone, and one of digits only
 * where it is no part of a longer number. `Secret` makes a value known; so does reading it from a secret file.
 */
export function redact(text: string): string {
  if (known.values.size === 0) return text;
  if (pattern === undefined || patternOf !== known.changes) {
    pattern = patternOfAll([...known.values]);
    patternOf = known.changes;
  }
  return text.replace(pattern, hidden);
}

function patternOfAll(values: readonly string[]): RegExp {
  const forms = new Map<string, string>();
  for (const value of values) for (const form of formsOf(value)) forms.set(form, expression(form));
  // The longest first: where one secret is part of another, the whole of it goes.
  const longestFirst = [...forms].sort(([a], [b]) => b.length - a.length);
  return new RegExp(longestFirst.map(([, source]) => source).join("|"), "gu");
}

/** Every way in which a value is written. */
function formsOf(value: string): readonly string[] {
  if (value.length < shortest) return [value];
  const lines = value.split(/\r?\n/).filter((line) => line.length >= shortestLine);
  return [value, ...lines].flatMap((text) => {
    const base64 = Buffer.from(text).toString("base64");
    return [
      text,
      text.trim(),
      JSON.stringify(text).slice(1, -1),
      inspect(text, { maxStringLength: null, breakLength: Number.POSITIVE_INFINITY }).slice(1, -1),
      inUrl(text),
      base64,
      base64.replace(/=+$/, ""),
      Buffer.from(text).toString("base64url"),
    ].filter((form) => form.length >= shortest);
  });
}

function expression(form: string): string {
  const source = form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (form.length < shortest) return `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`;
  return /^\d+$/.test(form) ? `(?<!\\d)${source}(?!\\d)` : source;
}

function inUrl(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair cannot be written in a URL at all.
    return "";
  }
}
