import { redact } from "../secrets/known-secrets.ts";
import { AisleError, type ErrorCategory, errorCategories, isAisleError, type Problem } from "./aisle-error.ts";
import { toAisleError } from "./normalise.ts";
import { show } from "./show.ts";

/** An `AisleError` as plain data: it survives JSON and structured clone, and `fromErrorRecord` makes it an error again. */
export interface ErrorRecord {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly message: string;
  readonly remedy?: string;
  readonly problems?: readonly Problem[];
  /** Where it was made, for whoever mends the driver. */
  readonly stack?: string;
  /** What caused it; an error that is no `AisleError` has a name and perhaps a code of its own. */
  readonly cause?: ErrorRecord | ForeignErrorRecord;
}

/** A cause that is no `AisleError`. */
export interface ForeignErrorRecord {
  readonly name: string;
  readonly message: string;
  /** As in `ECONNREFUSED`. */
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorRecord | ForeignErrorRecord;
}

/** Causes of causes beyond this depth are left out: a chain may be a ring. */
const deepest = 5;
const longest = 2_000;
const mostProblems = 20;
const categories: ReadonlySet<unknown> = new Set(errorCategories);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whatever was thrown as plain data, for another process or a file. What is no `AisleError` is made one first
 * (`toAisleError`). Texts are cut at 2,000 characters, causes at a depth of 5. Never throws.
 */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  try {
    return recordOf(toAisleError(thrown), deepest);
  } catch {
    return {
      code: "driver-bug",
      category: "driver",
      retryable: false,
      message: "Something was thrown that cannot be read.",
    };
  }
}

/**
 * The error of a record, branded, with its code, remedy, problems and causes. What is no record, as from a process that
 * went wrong, becomes a `driver-bug`. Never throws.
 */
export function fromErrorRecord(record: unknown): AisleError {
  return errorOf(isObject(record) ? record : { message: "An error came over that is no record of one." }, deepest);
}

function recordOf(error: AisleError, depth: number): ErrorRecord {
  // Another version of this package may have made it, so nothing about its fields is certain.
  const fields = error as unknown as Fields;
  const problems = problemsOf(fields["problems"]);
  return {
    code: text(fields["code"]) ?? "driver-bug",
    category: categoryOf(fields["category"]),
    retryable: fields["retryable"] === true,
    message: text(fields["message"]) ?? "",
    ...optional("remedy", text(fields["remedy"])),
    ...(problems.length > 0 && { problems }),
    ...optional("stack", text(fields["stack"])),
    ...optional("cause", causeRecord(fields["cause"], depth - 1)),
  };
}

function causeRecord(cause: unknown, depth: number): ErrorRecord | ForeignErrorRecord | undefined {
  if (cause === undefined || cause === null || depth < 0) return undefined;
  if (isAisleError(cause)) return recordOf(cause, depth);
  const fields = isObject(cause) ? cause : {};
  return {
    name: text(fields["name"]) ?? "Error",
    message: text(fields["message"]) ?? show(cause, longest),
    ...optional("code", text(fields["code"])),
    ...optional("stack", text(fields["stack"])),
    ...optional("cause", causeRecord(fields["cause"], depth - 1)),
  };
}

function errorOf(record: Fields, depth: number): AisleError {
  const remedy = text(record["remedy"]);
  const cause = causeOf(record["cause"], depth - 1);
  const error = new AisleError(text(record["code"]) ?? "driver-bug", text(record["message"]) ?? "", {
    category: categoryOf(record["category"]),
    retryable: record["retryable"] === true,
    ...(remedy !== undefined && { remedy }),
    ...(cause !== undefined && { cause }),
    problems: problemsOf(record["problems"]),
  });
  error.stack = text(record["stack"]) ?? `AisleError: ${error.message}`;
  return error;
}

function causeOf(record: unknown, depth: number): Error | undefined {
  if (!isObject(record) || depth < 0) return undefined;
  if ("category" in record) return errorOf(record, depth);
  const cause = causeOf(record["cause"], depth - 1);
  const code = text(record["code"]);
  // The words of a library's own error; what the caller gets is the AisleError around it.
  const error = new ForeignError(text(record["message"]) ?? "", cause === undefined ? undefined : { cause });
  error.name = text(record["name"]) ?? "Error";
  error.stack = text(record["stack"]) ?? `${error.name}: ${error.message}`;
  return code === undefined ? error : Object.assign(error, { code });
}

/** A cause that was no `AisleError` where it was thrown. */
class ForeignError extends Error {}

function problemsOf(value: unknown): readonly Problem[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, mostProblems).flatMap((problem: unknown) => {
    if (!isObject(problem)) return [];
    const path: unknown[] = Array.isArray(problem["path"]) ? problem["path"] : [];
    const steps = path.filter((step) => typeof step === "string" || typeof step === "number");
    return [{ path: steps, message: text(problem["message"]) ?? "" }];
  });
}

function categoryOf(value: unknown): ErrorCategory {
  return categories.has(value) ? (value as ErrorCategory) : "driver";
}

/** Without secrets before it is cut, for half a secret would not be found. */
function text(value: unknown): string | undefined {
  return typeof value === "string" ? redact(value).slice(0, longest) : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
