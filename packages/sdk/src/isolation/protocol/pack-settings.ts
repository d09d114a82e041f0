import { isSecret, Secret } from "../../secrets/index.ts";

/** Stands for a secret on its way to a driver process. Nobody else reads that channel, and nothing is written down. */
const secretKey = "aisle.secret";
/** Settings are small trees; what is deeper may be a ring. */
const deepest = 30;

type Fields = Readonly<Record<string, unknown>>;

/** Settings as plain data that survives structured clone, secrets included. */
export function packSettings(value: unknown, depth = deepest): unknown {
  if (isSecret(value)) return { [secretKey]: value.reveal() };
  return mapValues(value, depth, packSettings);
}

/** The settings of `packSettings`; secrets are secrets again, known to this process so that it hides them. */
export function unpackSettings(value: unknown, depth = deepest): unknown {
  if (isPlain(value) && typeof value[secretKey] === "string") return new Secret(value[secretKey]);
  return mapValues(value, depth, unpackSettings);
}

function mapValues(value: unknown, depth: number, map: (value: unknown, depth: number) => unknown): unknown {
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => map(item, depth - 1));
  if (!isPlain(value)) return typeof value === "function" || typeof value === "symbol" ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, depth - 1)]));
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
