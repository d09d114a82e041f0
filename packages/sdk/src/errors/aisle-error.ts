const brand = Symbol.for("aisle.error");

/** What part of the system an error comes from, for whoever has to act on it. */
export type ErrorCategory = "usage" | "settings" | "input" | "device" | "transport" | "driver" | "internal";

export interface AisleErrorOptions {
  readonly category: ErrorCategory;
  /** Whether the same call may succeed later without any change. */
  readonly retryable?: boolean;
  /** What mends it, as an instruction. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** The one error of Aisle. Match on `code`, which is stable; the message may change. */
export class AisleError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly remedy: string | undefined;

  constructor(code: string, message: string, options: AisleErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AisleError";
    this.code = code;
    this.category = options.category;
    this.retryable = options.retryable ?? false;
    this.remedy = options.remedy;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `value` is an `AisleError`, also one made by another copy of this package. */
export function isAisleError(value: unknown): value is AisleError {
  return typeof value === "object" && value !== null && brand in value;
}
