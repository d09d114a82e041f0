import { AisleError } from "../errors/aisle-error.ts";

/** Raises `framing-refused` unless `value` is a whole number from `least` to `most`. */
export function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw refused(`\`${name}\` is ${value}`, `Give a whole number from ${least} to ${most}.`);
}

/** Raises `framing-refused` unless `value` is a time in milliseconds from 1 to an hour. */
export function checkTime(name: string, value: number): void {
  if (value >= 1 && value <= 3_600_000) return;
  throw refused(`\`${name}\` is ${value}`, "Give milliseconds, from 1 to 3600000.");
}

/** An error for an option that a framing operator cannot take. */
export function refused(what: string, remedy: string): AisleError {
  return new AisleError("framing-refused", `Bytes cannot be cut into frames: ${what}.`, { category: "usage", remedy });
}
