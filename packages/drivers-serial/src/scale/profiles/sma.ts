import { lines, PlateFlag } from "@aisle/sdk";
import { map, pipe } from "rxjs";
import type { ScaleMessage, ScaleProfile } from "../profile.ts";
import { toGrams } from "../units.ts";

/**
 * SMA SCP-0499 of the Scale Manufacturers Association (Sartorius PR 5211 Instrument Manual, 5.3 and 5.4.1: fixed fields
 * `<LF>srnmfxxxxxx.xxxuuu<CR>`; commands W, R, Z, T).
 */
export const sma: ScaleProfile = {
  poll: [{ send: "\nW\r", until: "sample" }],
  continuous: "\nR\r",
  commands: { tare: "\nT\r", zero: "\nZ\r" },
  parse: () => pipe(lines({ ends: ["\r"], longest: 80, encoding: "latin1" }), map(toMessage)),
};

function toMessage(line: string): ScaleMessage {
  // What stands before the last LF broke off.
  const text = line.slice(line.lastIndexOf("\n") + 1);
  if (text.length === line.length) return { type: "noise", why: "an answer without LF" };
  if (text === "?") return { type: "refused", why: "it does not know the command" };
  if (text === "!") return { type: "noise", why: "the scale could not read what was sent" };
  const found = /^([ ZOUEIT])([1-9])([GNTgn])([ M]).([- \d.+]{10})(.{3})$/.exec(text);
  if (found === null) return { type: "noise", why: "an answer that SCP-0499 does not have" };
  const [, state = "", , kind, motion, value = "", unit = ""] = found;
  // The remembered tare, not the load.
  if (kind === "T") return { type: "noise", why: "a tare that nobody asked for" };
  if (state === "E" || state === "I" || state === "T") {
    const told = {
      ...(state === "E" && { zero: "refused" as const }),
      ...(state === "T" && { tare: "refused" as const }),
    };
    return { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault, told };
  }
  const grams = toGrams(value, unit.replaceAll("_", " "));
  if (grams === undefined) return { type: "noise", why: "a weight that is no number of g, kg, mg, lb or oz" };
  const stable = motion === " " ? PlateFlag.Stable : 0;
  const range = state === "O" ? PlateFlag.Over : state === "U" ? PlateFlag.Under : 0;
  const net = kind === "N" || kind === "n";
  const told = { ...(state === "Z" && { zero: "done" as const }), ...(net && { tare: "done" as const }) };
  return { type: "sample", grams, flags: stable | range, told };
}
