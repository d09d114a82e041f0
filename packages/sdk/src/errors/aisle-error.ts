const brand = Symbol.for("aisle.error");

/** What part of the system an error comes from, for whoever has to act on it. */
export type ErrorCategory = "usage" | "settings" | "input" | "device" | "transport" | "driver" | "internal";

/** One of several things that are wrong with a value, and where in it. */
export interface Problem {
  /** Keys and indices from the top of the value; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** What was expected, what was there, and what mends it. */
  readonly message: string;
}

/** What an error says beside its code and message. */
export interface AisleErrorOptions {
  readonly category: ErrorCategory;
  /** Whether the same call may succeed later without any change. */
  readonly retryable?: boolean;
  /** What mends it, as an instruction. */
  readonly remedy?: string;
  readonly cause?: unknown;
  /** The single problems, where a whole value was checked. */
  readonly problems?: readonly Problem[];
}

/** The one error of Aisle. Match on `code`, which is stable; the message may change. */
export class AisleError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly remedy: string | undefined;
  /** The single problems, where a whole value was checked; otherwise empty. */
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, options: AisleErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AisleError";
    this.code = code;
    this.category = options.category;
    this.retryable = options.retryable ?? false;
    this.remedy = options.remedy;
    this.problems = options.problems ?? [];
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `value` is an `AisleError`, also one made by another copy of this package. */
export function isAisleError(value: unknown): value is AisleError {
  return typeof value === "object" && value !== null && brand in value;
}
