import { knowsSecrets, redact } from "../secrets/known-secrets.ts";
import type { ReasonCode, StatusReason } from "../status/status.ts";
import { reasonCodes } from "../status/status.ts";
import type { AisleError, ErrorCategory } from "./aisle-error.ts";
import { toAisleError } from "./normalise.ts";

const known: ReadonlySet<string> = new Set(reasonCodes);

/** The reason that stands for an error without one of its own. */
const ofCategory: Readonly<Record<ErrorCategory, ReasonCode>> = {
  usage: "driver-bug",
  settings: "settings-invalid",
  input: "protocol-noise",
  device: "hardware-fault",
  transport: "unreachable",
  driver: "driver-bug",
  internal: "driver-bug",
};

/** What retrying cannot mend: such a device waits for a change. */
const blocking: ReadonlySet<ReasonCode> = new Set([
  "auth-failed",
  "settings-invalid",
  "sdk-incompatible",
  "module-missing",
]);

/** Whether a device with this reason is `blocked` rather than tried again. */
export function isBlocking(reason: StatusReason): boolean {
  return blocking.has(reason.code);
}

/**
 * The status reason of whatever was thrown. An `AisleError` whose code is a reason code keeps it, so a driver
 * says `auth-failed` by throwing `new AisleError("auth-failed", …)`; the others go by their category.
 */
export function toReason(thrown: unknown): StatusReason {
  const error: AisleError = toAisleError(thrown);
  // Another copy of this package may have made the error, one that knows of no secrets.
  return redactReason({
    code: known.has(error.code) ? (error.code as ReasonCode) : ofCategory[error.category],
    message: error.message,
    ...(error.remedy !== undefined && { remedy: error.remedy }),
    ...(error.problems.length > 0 && { problems: error.problems }),
  });
}

/** The reason without known secrets. */
export function redactReason(reason: StatusReason): StatusReason {
  if (!knowsSecrets()) return reason;
  const { remedy, problems } = reason;
  return {
    ...reason,
    message: redact(reason.message),
    ...(remedy !== undefined && { remedy: redact(remedy) }),
    ...(problems !== undefined && {
      problems: problems.map((problem) => ({ ...problem, message: redact(problem.message) })),
    }),
  };
}
