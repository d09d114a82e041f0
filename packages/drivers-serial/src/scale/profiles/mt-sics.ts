import { lines, PlateFlag } from "@aisle/sdk";
import { map, pipe } from "rxjs";
import type { ScaleMessage, ScaleProfile } from "../profile.ts";
import { toGrams } from "../units.ts";

/**
 * Mettler Toledo MT-SICS, levels 0 and 1 (Reference Manual MT-SICS 11780711, chapters 2 "Response formats" and 3
 * "Commands S, SI, SIR, Z, T, @, I4"; the weight is ten characters, right-aligned).
 */
export const mtSics: ScaleProfile = {
  // Cancels what an earlier connection had asked for; it does not zero.
  greeting: { send: "@\r\n", until: "serial-number" },
  poll: [{ send: "SI\r\n", until: "sample" }],
  continuous: "SIR\r\n",
  commands: { tare: "T\r\n", zero: "Z\r\n" },
  parse: () => pipe(lines({ ends: ["\r\n"], longest: 80, encoding: "latin1" }), map(toMessage)),
};

function toMessage(line: string): ScaleMessage {
  const weight = /^S ([SD]) ([ \d.+-]{10}) ([A-Za-z]{1,3})$/.exec(line);
  if (weight !== null) {
    const [, state, value = "", unit = ""] = weight;
    const grams = toGrams(value, unit);
    if (grams === undefined) return { type: "noise", why: "a weight that is no number of g, kg, mg, lb or oz" };
    return { type: "sample", grams, flags: state === "S" ? PlateFlag.Stable : 0 };
  }
  if (line === "S +") return { type: "sample", grams: Number.NaN, flags: PlateFlag.Over };
  if (line === "S -") return { type: "sample", grams: Number.NaN, flags: PlateFlag.Under };
  // Busy with something else: it says nothing of the load.
  if (line === "S I") return { type: "sample", grams: Number.NaN, flags: 0 };
  // An error of the hardware, as far as the scale can tell (chapter "Specific error messages on weight response").
  if (/^S S Error \d{1,3}[bt]?$/.test(line)) return { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault };
  const serialNumber = /^I4 A "([^"]{0,40})"$/.exec(line)?.[1];
  if (serialNumber !== undefined) return { type: "serial-number", serialNumber };
  if (line === "I4 I") return { type: "serial-number", serialNumber: "" };
  if (line === "Z A") return { type: "done", command: "zero" };
  if (/^T S [ \d.+-]{10} [A-Za-z]{1,3}$/.test(line)) return { type: "done", command: "tare" };
  const refusal = /^([ZT]) ([I+-])$/.exec(line);
  if (refusal !== null)
    return { type: "refused", command: refusal[1] === "Z" ? "zero" : "tare", why: reasons[refusal[2]!]! };
  if (line === "ES" || line === "ET" || line === "EL") return { type: "refused", why: errors[line] };
  return { type: "noise", why: "a line that MT-SICS does not have" };
}

const reasons: Readonly<Record<string, string>> = {
  I: "it is busy, or its load does not come to rest",
  "+": "its load is above its range",
  "-": "its load is below its range",
};

const errors = {
  ES: "it does not know the command",
  ET: "it did not understand what came over the line",
  EL: "it cannot do this command now",
} as const;
