import { redact } from "../secrets/known-secrets.ts";
import { AisleError, type AisleErrorOptions, isAisleError } from "./aisle-error.ts";
import { show } from "./show.ts";

type Kind = Omit<AisleErrorOptions, "cause"> & { readonly code: string };

const transport = (code: string, remedy: string): Kind => ({ code, category: "transport", retryable: true, remedy });
const unreachable = transport(
  "unreachable",
  "Check power, cable, address and port, and that nothing between blocks it.",
);
const gone = transport("device-gone", "Check that the device is plugged in and powered.");
const denied = transport(
  "permission-denied",
  "Give the user that runs this process the right to open the device (udev rule or group).",
);
const busy = transport("device-busy", "Close the other program that holds the device.");
const timeout = transport("timeout", "Check that the device is powered and not overloaded.");
const missing: Kind = { code: "module-missing", category: "settings", remedy: "Install the package that is named." };

/** What the error codes of Node and of the libraries above it mean. */
const byErrno: ReadonlyMap<string, Kind> = new Map([
  ...[
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "EHOSTDOWN",
    "ENETUNREACH",
    "ENETDOWN",
    "EADDRNOTAVAIL",
    "ENOTFOUND",
    "EAI_AGAIN",
  ].map((errno) => [errno, unreachable] as const),
  ...[
    "ENOENT",
    "ENXIO",
    "ENODEV",
    "ECONNRESET",
    "ECONNABORTED",
    "EPIPE",
    "EIO",
    "ERR_STREAM_DESTROYED",
    "ERR_STREAM_WRITE_AFTER_END",
  ].map((errno) => [errno, gone] as const),
  ["EACCES", denied],
  ["EPERM", denied],
  ["EBUSY", busy],
  ["EAGAIN", busy],
  ["ETIMEDOUT", timeout],
  ["ESOCKETTIMEDOUT", timeout],
  ["ERR_MODULE_NOT_FOUND", missing],
  ["MODULE_NOT_FOUND", missing],
]);
const byName: ReadonlyMap<string, Kind> = new Map([
  ["TimeoutError", timeout],
  ["AbortError", { code: "aborted", category: "transport", retryable: true }],
]);
const bug: Kind = {
  code: "driver-bug",
  category: "driver",
  remedy: "Report it to the maker of the driver, with this message.",
};

const longestMessage = 500;

/**
 * Makes one `AisleError` of whatever was thrown: an Error, an object of a library, a string, nothing at all.
 * Errors of the operating system get the code that tells their meaning (`unreachable`, `device-gone`,
 * `permission-denied`, `device-busy`, `timeout`, `module-missing`); what is not known counts as `driver-bug`.
 * It never throws, and what was thrown stays as `cause`.
 */
export function toAisleError(thrown: unknown): AisleError {
  try {
    if (isAisleError(thrown)) return thrown;
    const fields = (typeof thrown === "object" && thrown !== null ? thrown : {}) as Readonly<Record<string, unknown>>;
    const { code, ...options } =
      lookUp(byErrno, fields["code"]) ?? lookUp(byErrno, fields["errno"]) ?? lookUp(byName, fields["name"]) ?? bug;
    return new AisleError(code, messageOf(thrown, fields["message"] === "" ? fields["code"] : fields["message"]), {
      ...options,
      cause: thrown,
    });
  } catch {
    // A proxy or getter that throws when it is looked at.
    return new AisleError(bug.code, "Something was thrown that cannot be read.", bug);
  }
}

function lookUp(kinds: ReadonlyMap<string, Kind>, key: unknown): Kind | undefined {
  return typeof key === "string" ? kinds.get(key) : undefined;
}

function messageOf(thrown: unknown, message: unknown): string {
  if (typeof message === "string" && message !== "") return redact(message).slice(0, longestMessage);
  if (typeof thrown === "string" && thrown !== "") return redact(thrown).slice(0, longestMessage);
  if (thrown instanceof Error) return `${thrown.name} without a message`;
  return `Something was thrown that is not an Error: ${show(thrown, longestMessage)}`;
}
