import { isAisleError } from "@aisle/sdk";
import type { Interrupt } from "./io.ts";

/** What the exit code of `aisle` says. */
export const exitCodes = {
  ok: 0,
  /** The run failed its check, or something went wrong. */
  failed: 1,
  /** The command line, a settings file or the input is wrong. */
  badInput: 2,
  /** Ended by Ctrl-C before it was done. */
  interrupted: 130,
  /** Ended by SIGTERM before it was done. */
  terminated: 143,
} as const;

/** The exit code of a command that was ended from outside. */
export function interruptExitCode(interrupt: Interrupt): number {
  return interrupt === "SIGINT" ? exitCodes.interrupted : exitCodes.terminated;
}

/** The exit code for something that was thrown: 2 where the caller can mend it, 1 for everything else. */
export function errorExitCode(error: unknown): number {
  if (!isAisleError(error)) return exitCodes.failed;
  const theirs = error.category === "usage" || error.category === "settings" || error.category === "input";
  return theirs ? exitCodes.badInput : exitCodes.failed;
}
