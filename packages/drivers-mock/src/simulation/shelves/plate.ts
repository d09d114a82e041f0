import type { PlateModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Difficulty } from "../settings.ts";
import type { Pulse } from "./load.ts";
import type { Unit } from "./unit.ts";

/** One weighed plate: what lies on it, and how its load cell behaves. Masses in grams. */
export interface Plate {
  readonly model: PlateModel;
  readonly units: Unit[];
  /** What bears on it, in the order it was put there: its own units, or their part, and parts of its neighbours'. */
  loads: { readonly unit: Unit; readonly grams: number }[];
  /** What lies on it weighs, once everything has settled. */
  settled: number;
  /** What is going on at it now. */
  pulses: Pulse[];
  /** What it shows when it is empty. */
  zero: number;
  drift: number;
  /** A slow unrest below the noise. */
  wander: number;
  readonly noise: number;
  /** How much it feels of its gondola's shaking. */
  readonly shake: number;
  readonly health: "works" | "dead" | "stuck";
}

/** What part of a unit one plate bears; all parts of a unit make 1. */
export interface Bearing {
  readonly plate: Plate;
  readonly share: number;
}

/** The step of the transmitters, grams. */
export const quantumGrams = 0.24;

/** An empty plate. */
export function makePlate(model: PlateModel, difficulty: Difficulty, chance: Chance): Plate {
  const dead = chance.yes(difficulty.deadPlates);
  const stuck = chance.yes(difficulty.stuckPlates);
  return {
    model,
    units: [],
    loads: [],
    settled: 0,
    pulses: [],
    zero: chance.normal(0, 60),
    drift: 0,
    wander: 0,
    noise: difficulty.weightNoise * Math.min(3, Math.max(0.25, 0.7 * Math.exp(chance.normal(0, 0.7)))),
    shake: chance.between(0.6, 1.4),
    health: dead ? "dead" : stuck ? "stuck" : "works",
  };
}

/** Puts a unit on a plate, borne by it and perhaps its neighbours; the load shows when the pulses say so. */
export function put(plate: Plate, unit: Unit, bearings: readonly Bearing[]): void {
  plate.units.push(unit);
  for (const { plate: under, share } of bearings) {
    const grams = unit.grams * share;
    under.loads.push({ unit, grams });
    under.settled += grams;
  }
}

/** Takes the foremost unit of a product off a plate, if there is one. */
export function take(plate: Plate, gtin: string, bearings: (unit: Unit) => readonly Bearing[]): Unit | undefined {
  for (let at = plate.units.length - 1; at >= 0; at--) {
    const unit = plate.units[at];
    if (unit?.gtin !== gtin) continue;
    plate.units.splice(at, 1);
    // Summed anew, so that ten years of sums and differences leave no error behind.
    for (const { plate: under } of bearings(unit)) {
      under.loads = under.loads.filter((load) => load.unit !== unit);
      under.settled = under.loads.reduce((sum, load) => sum + load.grams, 0);
    }
    return unit;
  }
  return undefined;
}

/** The load on a plate at a time: what lies on it and what hands do to it. */
export function loadAt(plate: Plate, time: number): number {
  let load = plate.settled;
  if (plate.pulses.length === 0) return load;
  let ended = false;
  for (const pulse of plate.pulses) {
    if (time >= pulse.endsAt) ended = true;
    else load += pulse.at(time);
  }
  if (ended) plate.pulses = plate.pulses.filter((pulse) => time < pulse.endsAt);
  return load;
}
