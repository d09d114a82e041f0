import { type AisleError, PlateFlag, type StatusReason } from "@aisle/sdk";
import type { ShelfPlan } from "./plan.ts";
import type { ShelfUnit, UnitSample } from "./shelf-unit.ts";

/** Beyond so many times its capacity a plate does not weigh, it is broken. */
const impossible = 1.5;

/** One plate: a channel of a unit. */
export interface Plate {
  readonly unit: ShelfUnit;
  readonly channel: number;
}

/** What came of asking a unit. `tared`: a tare overlapped, so nobody knows from which side of it the answer is. */
export type UnitOutcome = UnitSample | AisleError | "tared";

/** One sample of the whole shelf, and what has to be said of it. */
export interface SampleRow {
  /** Not there where no unit has anything new. */
  readonly sample: { readonly grams: Float32Array; readonly flags: Uint8Array; readonly at: number } | undefined;
  readonly complaint: StatusReason | undefined;
}

/** Puts the plates of a shelf together from what its units said in one round. */
export function sampleRow(
  plates: readonly Plate[],
  outcomes: ReadonlyMap<ShelfUnit, UnitOutcome>,
  plan: ShelfPlan,
): SampleRow {
  const grams = new Float32Array(plates.length).fill(Number.NaN);
  const flags = new Uint8Array(plates.length);
  const silent = new Set<number>();
  const frozen = new Set<number>();
  let [asked, answered] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [index, { unit, channel }] of plates.entries()) {
    const outcome = outcomes.get(unit);
    if (outcome === "tared") continue;
    if (outcome === undefined || outcome instanceof Error) {
      flags[index] = PlateFlag.Fault;
      if (unit.failures > 1) silent.add(unit.number);
    } else if (outcome.same > 0) {
      // The same sample again is no new one; a board that stands still is broken.
      if (outcome.same < plan.frozenAfter) continue;
      flags[index] = PlateFlag.Fault;
      frozen.add(unit.number);
    } else {
      asked = Math.min(asked, outcome.asked);
      answered = Math.max(answered, outcome.answered);
      grams[index] = outcome.image.grams[channel] ?? Number.NaN;
      flags[index] = outcome.image.flags[channel] ?? PlateFlag.Fault;
      applyCapacity(grams, flags, index, plan.capacity?.[index]);
    }
  }
  return {
    sample: answered < asked ? undefined : { grams, flags, at: (asked + answered) / 2 },
    complaint: complaintOf(silent, frozen),
  };
}

/** Beyond its capacity a plate is over or under; far beyond it, it has no value. */
function applyCapacity(grams: Float32Array, flags: Uint8Array, index: number, capacity: number | undefined): void {
  const value = grams[index]!;
  if (capacity === undefined || Math.abs(value) <= capacity || Number.isNaN(value)) return;
  if (Math.abs(value) <= capacity * impossible) {
    flags[index]! |= value > 0 ? PlateFlag.Over : PlateFlag.Under;
    return;
  }
  grams[index] = Number.NaN;
  flags[index] = PlateFlag.Fault;
}

function complaintOf(silent: ReadonlySet<number>, frozen: ReadonlySet<number>): StatusReason | undefined {
  if (silent.size > 0) {
    return {
      code: "hardware-fault",
      message: `Modbus units that give nothing: ${[...silent].join(", ")}. Their plates have no value.`,
      remedy: "Check their power, their wires and their unit numbers.",
    };
  }
  if (frozen.size === 0) return undefined;
  return {
    code: "hardware-fault",
    message: `Modbus units that answer but take no new sample: ${[...frozen].join(", ")}.`,
    remedy: "Restart the board; if it stays so, replace it.",
  };
}
