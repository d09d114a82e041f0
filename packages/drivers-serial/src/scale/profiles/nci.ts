import { lines, PlateFlag } from "@aisle/sdk";
import { map, pipe } from "rxjs";
import type { ScaleMessage, ScaleProfile } from "../profile.ts";
import { toGrams } from "../units.ts";

/**
 * NCI, also called SCP-12 and ECR (NCI 6702 User Manual, "Communication"; Weigh-Tronix 7821 User Instructions 6.3;
 * Ohaus Aviator 7000 Service Manual, appendix NCI: status bytes, which may have an S in front). It is answered only
 * when asked, by `W`, and can be zeroed but not tared.
 */
export const nci: ScaleProfile = {
  poll: [{ send: "W\r", until: "sample" }],
  commands: { zero: "Z\r" },
  parse: () => pipe(lines({ ends: ["\x03"], longest: 80, encoding: "latin1" }), map(toMessage)),
};

const weightLine = /^ *(?:(-?\d{1,7}(?:\.\d{1,5})?) *(lb|kg|oz|g)|\^{4,8}|_{4,8}|-(?: ?-){3,7}) *\r$/i;
/** Two to four status bytes. */
const statusLine = /^S?([0-?][0-?p-\x7f][0-?p-\x7f]?[0-?]?)\r$/;

function toMessage(text: string): ScaleMessage {
  const [last = "", before = "", broken] = text.split("\n").reverse();
  if (last === "?\r") return { type: "refused", why: "it does not know the command" };
  const status = toStatus(statusLine.exec(last)?.[1]);
  if (status === undefined) return { type: "noise", why: "an answer that NCI does not have" };
  const told = { zero: status.zero && !status.moving ? ("done" as const) : ("refused" as const) };
  const none: ScaleMessage = { type: "sample", grams: Number.NaN, flags: status.flags, told };
  // A status alone; whatever else is in front of it does not end like a weight.
  if (!before.endsWith("\r")) return none;
  const found = broken === undefined ? null : weightLine.exec(before);
  if (found === null) return { type: "noise", why: "a weight that NCI does not have" };
  const [, value, unit = ""] = found;
  const grams = value === undefined ? undefined : toGrams(value, unit);
  // The display shows bars, or the scale says that it cannot weigh.
  if (grams === undefined || (status.flags & PlateFlag.Fault) !== 0) return none;
  return { type: "sample", grams, flags: status.flags | (status.moving ? 0 : PlateFlag.Stable), told };
}

interface Status {
  readonly flags: number;
  readonly moving: boolean;
  readonly zero: boolean;
}

/** The status bytes: bits 4 and 5 are always 1, bit 6 says from the second on that one more follows. */
function toStatus(text = ""): Status | undefined {
  const bytes = Array.from(text, (character) => character.charCodeAt(0));
  const [first = 0, second = 0] = bytes;
  const chained = bytes.every((byte, index) => {
    const more = (byte & 0b0100_0000) !== 0;
    return (byte & 0b1011_0000) === 0b0011_0000 && more === (index > 0 && index < bytes.length - 1);
  });
  if (!chained || bytes.length < 2) return undefined;
  // RAM, EEPROM; ROM, calibration.
  const fault = (first & 0b1100) !== 0 || (second & 0b1100) !== 0;
  return {
    flags: (second & 0b10 ? PlateFlag.Over : 0) | (second & 0b01 ? PlateFlag.Under : 0) | (fault ? PlateFlag.Fault : 0),
    moving: (first & 0b01) !== 0,
    zero: (first & 0b10) !== 0,
  };
}
