import { lines, PlateFlag } from "@aisle/sdk";
import { map, pipe } from "rxjs";
import type { ScaleMessage, ScaleProfile } from "../profile.ts";
import { toGrams } from "../units.ts";

/**
 * Toledo 8217 and 8213 (Mettler Toledo Diva Service Manual 72191202, 6.1.3 and 6.1.4: commands W, Z, T, status byte).
 * It is answered only when asked, gives a weight only at rest, and never says its unit. Usually 7 data bits, even
 * parity.
 */
export const toledo8217: ScaleProfile = {
  poll: [{ send: "W", until: "sample" }],
  commands: { tare: "T\r", zero: "Z" },
  parse: ({ unit }) =>
    pipe(
      lines({ ends: ["\r"], longest: 40, encoding: "latin1" }),
      map((line) => toMessage(line, unit)),
    ),
};

function toMessage(line: string, unit: string): ScaleMessage {
  // What stands before the last STX broke off.
  const text = line.slice(line.lastIndexOf("\x02") + 1);
  if (text.length === line.length) return { type: "noise", why: "an answer without STX" };
  const status = /^\?([@-\x7f])$/.exec(text)?.[1]?.charCodeAt(0);
  if (status !== undefined) return ofStatus(status);
  // WW.WW, WW.WWW or 0WW.WW, and N behind a net weight.
  const weight = /^(\d{2,4}\.\d{2,3}|\d{5,6})N?$/.exec(text)?.[1];
  const grams = weight === undefined ? undefined : toGrams(weight, unit);
  if (grams === undefined) return { type: "noise", why: "an answer that 8217 does not have" };
  return { type: "sample", grams, flags: PlateFlag.Stable };
}

/** Bit 0 in motion, 1 over capacity, 2 under zero, 3 outside the range in which it can be zeroed, 6 always 1. */
function ofStatus(status: number): ScaleMessage {
  const over = (status & 0b10) !== 0 ? PlateFlag.Over : 0;
  const under = (status & 0b100) !== 0 ? PlateFlag.Under : 0;
  const told = (status & 0b1111) === 0 ? "done" : "refused";
  return { type: "sample", grams: Number.NaN, flags: over | under, told: { tare: told, zero: told } };
}
