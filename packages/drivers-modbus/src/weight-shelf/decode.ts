import { PlateFlag } from "@aisle/sdk";
import type { BitTest, Layout, Lookup } from "./layout.ts";
import { rawAt, valueOf } from "./number-format.ts";

/** No shelf holds more than a thousand tonnes; a float that says so is none. */
const mostGrams = 1e9;
const powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;

/** What the registers of one unit say. Its arrays are written again and again. */
export interface UnitImage {
  /** `NaN` where there is no value. */
  readonly grams: Float32Array;
  /** `PlateFlag` bits of each channel. */
  readonly flags: Uint8Array;
  /** The bits of each channel's status that change with a tare. */
  readonly tared: Uint16Array;
  /** -1 where the unit has none. */
  sampleCounter: number;
  zeroCounter: number;
  /** The first register that does not hold what it must, if any: then the rest means nothing. */
  wrong: { readonly at: number; readonly value: number; readonly found: number } | undefined;
}

export function unitImage(channels: number): UnitImage {
  return {
    grams: new Float32Array(channels).fill(Number.NaN),
    flags: new Uint8Array(channels),
    tared: new Uint16Array(channels),
    sampleCounter: -1,
    zeroCounter: -1,
    wrong: undefined,
  };
}

/**
 * Makes grams and flags of a unit's registers: sign, decimals, unit and scale as the profile says. What is not
 * finite, stands for no value, or cannot be told in grams is a fault and `NaN`, never a number. It never throws.
 */
export function decodeUnit(layout: Layout, registers: Uint16Array, out: UnitImage): void {
  const { weight, status } = layout;
  out.wrong = undefined;
  for (const { offset, at, value } of layout.identity) {
    const found = registers[offset] ?? 0;
    if (found !== value) out.wrong ??= { at, value, found };
  }
  out.sampleCounter = layout.sampleCounter < 0 ? -1 : (registers[layout.sampleCounter] ?? 0);
  out.zeroCounter = layout.zeroCounter < 0 ? -1 : (registers[layout.zeroCounter] ?? 0);
  for (let channel = 0; channel < layout.channels; channel += 1) {
    const word = status === undefined ? 0 : (registers[status.offsets[channel] ?? -1] ?? 0);
    let flags = 0;
    if (status !== undefined) {
      if (holds(status.stable, word)) flags |= PlateFlag.Stable;
      if (holds(status.over, word)) flags |= PlateFlag.Over;
      if (holds(status.under, word)) flags |= PlateFlag.Under;
      if (holds(status.fault, word)) flags |= PlateFlag.Fault;
      out.tared[channel] = word & status.tared;
    }
    const raw = rawAt(weight.format, weight.wordOrder, weight.byteOrder, registers, weight.offsets[channel] ?? -1);
    const decimals = look(layout.decimals, registers, channel);
    const unit = look(layout.grams, registers, channel);
    const size = (valueOf(weight.format, raw) / (powers[decimals] ?? Number.NaN)) * unit * layout.scale;
    const grams = weight.sign !== undefined && holds(weight.sign, word) ? -size : size;
    const plausible = Math.abs(grams) <= mostGrams && !weight.sentinels.has(raw);
    if (!plausible) flags |= PlateFlag.Fault;
    // What does not work is neither stable nor beyond its range.
    out.flags[channel] = (flags & PlateFlag.Fault) === 0 ? flags : PlateFlag.Fault;
    out.grams[channel] = (flags & PlateFlag.Fault) === 0 ? grams : Number.NaN;
  }
}

function holds({ set, clear }: BitTest, word: number): boolean {
  return (word & set) !== 0 || (~word & clear) !== 0;
}

/** `NaN` where the register says what its list does not have. */
function look(lookup: number | Lookup, registers: Uint16Array, channel: number): number {
  if (typeof lookup === "number") return lookup;
  const found = ((registers[lookup.offsets[channel] ?? -1] ?? 0) & lookup.mask) >>> lookup.shift;
  return lookup.values === undefined ? found : (lookup.values[found] ?? Number.NaN);
}
