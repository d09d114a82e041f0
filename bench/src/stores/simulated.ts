import { recordSimulation, type SimulationSettingsInput } from "@aisle/drivers-mock";
import { inputsOf, type StoreRun } from "./store-run.ts";

const startsAt = 1_780_000_000_000;

export interface SimulatedOptions extends SimulationSettingsInput {
  readonly name?: string;
  /** Nobody comes any more after so many seconds. */
  readonly seconds: number;
}

/** A simulated store as its engine hears it, until all have left; kept in memory as a whole. */
export async function simulatedRun({ name = "simulated", seconds, ...settings }: SimulatedOptions): Promise<StoreRun> {
  const { store, readings, truth } = recordSimulation({ ...settings, startsAt }, { seconds });
  const heard = await inputsOf({ store, startsAt, readings: () => readings });
  return { name, family: "simulated", model: store, truth, ...heard };
}

/** Stores of two to four aisles with as many people as fit well, one for each seed from `seed` on. */
export function* simulatedStores(count: number, seed: number): Iterable<SimulatedOptions> {
  for (let k = 0; k < count; k++) {
    const aisles = 2 + (k % 3);
    const people = { maxPeople: 5 * aisles, shoppersPerMinute: 7 * aisles };
    yield { name: `seed ${seed + k}`, seed: seed + k, seconds: 180, aisles, bays: 2 + (k % 2), ...people };
  }
}
