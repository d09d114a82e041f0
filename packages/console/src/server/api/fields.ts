import { RefusedError } from "../refused-error.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Something in a request that is not what the wire format asks for. */
export function invalid(field: string, expected: string): RefusedError {
  return new RefusedError("console-request-invalid", `${field}: expected ${expected}.`, {
    status: 400,
    remedy: "See docs/wire-format.md of @aisle/console.",
  });
}

export function object(value: unknown, field: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(field, "an object");
  return value as Fields;
}

export function list(value: unknown, field: string, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw invalid(field, `a list of at most ${most}`);
  return value;
}

export function text(value: unknown, field: string, most = 200): string {
  if (typeof value !== "string" || value === "" || value.length > most) {
    throw invalid(field, `a text of 1 to ${most} characters`);
  }
  return value;
}

export function finite(value: unknown, field: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw invalid(field, "a number");
  return value;
}

export function bool(value: unknown, field: string): boolean {
  if (typeof value !== "boolean") throw invalid(field, "true or false");
  return value;
}

export function oneOf<T extends string>(value: unknown, field: string, words: readonly T[]): T {
  const word = words.find((each) => each === value);
  if (word === undefined) throw invalid(field, `one of ${words.join(", ")}`);
  return word;
}

/** `{ [name]: read(value) }`, or nothing where the value is absent. */
export function optional<K extends string, T>(
  name: K,
  value: unknown,
  read: (value: unknown) => T,
): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: read(value) } as Record<K, T>);
}
