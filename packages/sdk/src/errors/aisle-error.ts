import { redact } from "../secrets/known-secrets.ts";
import { safeCause } from "./safe-cause.ts";

const brand = Symbol.for("aisle.error");

/** What part of the system an error comes from, for whoever has to act on it. */
export const errorCategories = ["usage", "settings", "input", "device", "transport", "driver", "internal"] as const;

/** What part of the system an error comes from, for whoever has to act on it. */
export type ErrorCategory = (typeof errorCategories)[number];

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

/**
 * The one error of Aisle. Match on `code`, which is stable; the message may change. Known secrets are hidden in all of
 * its texts, and a cause that tells one is replaced by a copy that does not.
 */
export class AisleError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly remedy: string | undefined;
  /** The single problems, where a whole value was checked; otherwise empty. */
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, options: AisleErrorOptions) {
    super(redact(message), options.cause === undefined ? undefined : { cause: safeCause(options.cause) });
    this.name = "AisleError";
    this.code = code;
    this.category = options.category;
    this.retryable = options.retryable ?? false;
    this.remedy = options.remedy === undefined ? undefined : redact(options.remedy);
    this.problems = (options.problems ?? []).map(redactProblem);
    Object.defineProperty(this, brand, { value: true });
  }
}

function redactProblem(problem: Problem): Problem {
  const message = redact(problem.message);
  return message === problem.message ? problem : { ...problem, message };
}

/** Whether `value` is an `AisleError`, also one made by another copy of this package. */
export function isAisleError(value: unknown): value is AisleError {
  return typeof value === "object" && value !== null && brand in value;
}
