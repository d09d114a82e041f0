import { hidden } from "./hidden.ts";
import { redact } from "./known-secrets.ts";
import { isSecret } from "./secret.ts";

/** Names under which people write secrets, as in `password`, `apiKey`, `CAM_TOKEN`. */
const telling =
  /passw|passphrase|passcode|pwd|secret|token|credential|api_?key|private_?key|access_?key|^(?:pass|auth|psk)$/i;

/** Whether a setting of this name probably is a secret. */
export function isTelling(name: string): boolean {
  return telling.test(name);
}

/**
 * A copy of plain data in which no known secret is left, and nothing that is called like one (`password`, `token`,
 * `apiKey`, …) except references such as `${NAME}`. What is not plain data is shown as text or left out; rings and what
 * is deeper than 20 are cut.
 */
export function redactDeep(value: unknown, depth = 20): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return hidden;
  if (depth === 0) return "…";
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if ("toJSON" in value && typeof value.toJSON === "function")
    return redactDeep((value.toJSON as () => unknown).call(value), depth - 1);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, depth - 1));
  if (value instanceof Map) return redactDeep(Object.fromEntries(value), depth);
  const entries = Object.entries(value).map(([key, item]): readonly [string, unknown] => [
    redact(key),
    isTelling(key) ? hide(item, depth - 1) : redactDeep(item, depth - 1),
  ]);
  return Object.fromEntries(entries);
}

/** Of what is called like a secret only its absence and a reference to it are shown. */
function hide(item: unknown, depth: number): unknown {
  if (item === undefined || item === null || typeof item === "boolean") return item;
  if (typeof item === "object" && !isSecret(item)) return Array.isArray(item) ? hidden : redactDeep(item, depth);
  return typeof item === "string" && /^\$\{[^{}]+\}$/.test(item) ? item : hidden;
}
