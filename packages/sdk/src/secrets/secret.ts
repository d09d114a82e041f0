import { hidden } from "./hidden.ts";
import { rememberSecret } from "./known-secrets.ts";

const brand = Symbol.for("aisle.secret");

/**
 * A password, key or token. It shows as `***` wherever it is written, logged, inspected or made JSON of; a structured
 * clone of it is empty. Only `reveal()` gives the value, and only whoever hands it to the device should call that.
 * From the moment it is made, its value is hidden in every error and log line of Aisle (`redact`).
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    rememberSecret(value);
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /** The value itself. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Secret(${hidden})`;
  }
}

/** Whether `value` is a `Secret`, also one made by another copy of this package. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === "object" && value !== null && brand in value;
}
