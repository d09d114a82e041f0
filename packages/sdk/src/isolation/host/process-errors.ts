import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { ChildEnd } from "./child-link.ts";

/** Signals by which a process is ended for what its own code did. */
const crashes: ReadonlySet<string> = new Set(["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP", "SIGSYS"]);
const toMaker = "Report it to the maker of the driver, with this message.";

/** The process did itself what ended it. */
export function failed(name: string, what: string, remedy: string = toMaker, cause?: unknown): AisleError {
  return new AisleError("process-failed", `The driver process "${name}" ${what}.`, {
    category: "driver",
    retryable: true,
    remedy,
    ...(cause !== undefined && { cause }),
  });
}

/** The process is not there, for no fault of its driver that is known. */
export function away(name: string, what: string, cause?: unknown): AisleError {
  return new AisleError("parent-offline", `The driver process "${name}" ${what}.`, {
    category: "transport",
    retryable: true,
    remedy: "Wait: it is started again by itself.",
    ...(cause !== undefined && { cause }),
  });
}

export function hung(name: string, afterMs: number): AisleError {
  return failed(
    name,
    `did not answer for ${afterMs} ms: code in it blocks its event loop`,
    `${toMaker} Where it has to block that long, raise the process's \`hungAfter\`.`,
  );
}

export function tooLarge(name: string, rssBytes: number, mostMb: number): AisleError {
  return failed(
    name,
    `uses ${Math.round(rssBytes / 1_048_576)} MB of memory, more than its ${mostMb} MB`,
    `${toMaker} Where it needs that much, raise the process's \`memoryMb\`.`,
  );
}

/** Why a process that ended of itself did. */
export function endedBy(name: string, end: ChildEnd): AisleError {
  if ("thrown" in end) return away(name, `could not be started: ${toAisleError(end.thrown).message}`, end.thrown);
  const { code, signal } = end;
  if (signal === null) return failed(name, `ended itself with code ${code ?? "none"}`);
  return crashes.has(signal)
    ? failed(name, `crashed (${signal})`, `${toMaker} A native module or too small a \`heapMb\` may be the reason.`)
    : away(name, `was ended from outside (${signal})`);
}

/** The package was updated under a running host: a new process runs the new code. */
export function otherVersion(name: string, version: number, expected: number): AisleError {
  return new AisleError(
    "sdk-incompatible",
    `The driver process "${name}" speaks version ${version} of the protocol and its host version ${expected}.`,
    { category: "settings", remedy: "Restart the host: @aisle/sdk was updated while it ran." },
  );
}
