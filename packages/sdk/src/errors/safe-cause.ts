import { inspect } from "node:util";
import { knowsSecrets, redact } from "../secrets/known-secrets.ts";

/** Causes of causes beyond this depth are left out. */
const deepest = 5;
const longest = 20_000;

/**
 * What was thrown, as it is; or, where anything that it shows tells a known secret (libraries put whole requests into
 * their errors), an error of the same name, words, code and causes that does not. Never throws.
 */
export function safeCause(thrown: unknown, depth = deepest): unknown {
  if (!knowsSecrets()) return thrown;
  try {
    const shown = inspect(thrown, { depth: 8, maxStringLength: longest, maxArrayLength: 200, getters: false });
    return redact(shown) === shown ? thrown : copyOf(thrown, depth);
  } catch {
    return undefined;
  }
}

function copyOf(thrown: unknown, depth: number): unknown {
  if (typeof thrown !== "object" || thrown === null) return redact(String(thrown));
  const { name, message, code, stack, cause } = thrown as Readonly<Record<string, unknown>>;
  const inner = cause === undefined || depth === 0 ? undefined : safeCause(cause, depth - 1);
  const copy = new RedactedError(textOf(message), inner === undefined ? undefined : { cause: inner });
  copy.name = textOf(name) || "Error";
  copy.stack = textOf(stack) || `${copy.name}: ${copy.message}`;
  return typeof code === "string" || typeof code === "number" ? Object.assign(copy, { code }) : copy;
}

/** Stands for an error that told a secret. */
class RedactedError extends Error {}

function textOf(value: unknown): string {
  return typeof value === "string" ? redact(value) : "";
}
