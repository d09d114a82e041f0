import type { CommandName } from "./command-spec.ts";
import { type RawArguments, usage } from "./read-options.ts";

/** How many times real time, or as fast as the machine can. */
export type Speed = number | "max";

/** `--speed`, where it was given. */
export function speed(command: CommandName, raw: RawArguments): Speed | undefined {
  if (raw.values.get("speed") === "max") return "max";
  return number(command, raw, "speed", (value) => value > 0, "a positive number or max");
}

/**
 * The number that an option was given, or nothing where it was not.
 * @throws AisleError `command-line-invalid` (usage) for what is no number or not `allowed`, saying what is `expected`
 */
export function number(
  command: CommandName,
  raw: RawArguments,
  option: string,
  allowed: (value: number) => boolean,
  expected: string,
): number | undefined {
  const text = raw.values.get(option);
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !allowed(value)) throw usage(command, `--${option} takes ${expected}, got "${text}"`);
  return value;
}
