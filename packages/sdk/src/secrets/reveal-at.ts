import { isSecret } from "./secret.ts";

type Path = readonly (string | number)[];

/**
 * A copy of settings with the secrets at or below `paths` as plain text, or `undefined` where there are none: for a
 * driver whose schema knows texts only. Their values are hidden in logs and errors all the same.
 */
export function revealAt(value: unknown, paths: readonly Path[]): unknown {
  const revealed = reveal(value, paths);
  return revealed === value ? undefined : revealed;
}

/** The very same value where nothing in it is to be revealed. */
function reveal(at: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return at;
  const whole = paths.some((path) => path.length === 0);
  if (isSecret(at)) return whole ? at.reveal() : at;
  if (!isPlain(at)) return at;
  const entries = Object.entries(at).map(([key, item]: [string, unknown]) => {
    const below = paths.filter(([first]) => String(first) === key).map((path) => path.slice(1));
    return [key, item, reveal(item, whole ? [[]] : below)] as const;
  });
  if (entries.every(([, before, after]) => before === after)) return at;
  const after = entries.map(([key, , item]) => [key, item] as const);
  return Array.isArray(at) ? after.map(([, item]) => item) : Object.fromEntries(after);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}
