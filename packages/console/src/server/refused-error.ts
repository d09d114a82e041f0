import { AisleError, type ErrorCategory, isAisleError } from "@aisle/sdk";
import type { WireError } from "../wire/index.ts";

/** What a refusal says beside its code and message. */
export interface RefusedErrorOptions {
  /** HTTP's status, 4xx or 5xx. */
  readonly status: number;
  /** What mends it, as an instruction. */
  readonly remedy?: string;
  readonly category?: ErrorCategory;
  /** Headers that belong to the status, such as `allow`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is not served, with the status that says so. */
export class RefusedError extends AisleError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, options: RefusedErrorOptions) {
    const { status, remedy, category = "usage", headers = {} } = options;
    super(code, message, { category, retryable: status >= 500, ...(remedy === undefined ? {} : { remedy }) });
    this.status = status;
    this.headers = headers;
  }
}

/** Whatever a handler threw, as what is sent: the status, the headers and the body. */
export function refusalOf(thrown: unknown): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WireError;
} {
  const error = isAisleError(thrown) ? thrown : unforeseen();
  const { code, message, remedy } = error;
  return {
    status: error instanceof RefusedError ? error.status : statusOf(error),
    headers: error instanceof RefusedError ? error.headers : {},
    body: { error: { code, message, ...(remedy === undefined ? {} : { remedy }) } },
  };
}

/** What was thrown may tell anything; only the log gets it. */
function unforeseen(): AisleError {
  return new RefusedError("console-failed", "The console failed to answer.", {
    status: 500,
    category: "internal",
    remedy: "Look at the log of the process; report it with what stands there.",
  });
}

function statusOf({ code, category }: AisleError): number {
  if (code === "device-unknown") return 404;
  switch (category) {
    case "usage":
    case "settings":
    case "input":
      return 400;
    case "device":
    case "transport":
      return 502;
    default:
      return 500;
  }
}
