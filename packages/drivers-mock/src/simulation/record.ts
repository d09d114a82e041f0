import type { StoreModel } from "@aisle/sdk/store";
import type { SceneReading, SceneTruth, TruthInteraction, TruthReceipt } from "../scene/index.ts";
import type { SimulationSettingsInput } from "./settings.ts";
import { createSimulation } from "./simulation.ts";

/** A part of a simulated store's life, whole, for a scene on disk. */
export interface SimulationRecording {
  readonly store: StoreModel;
  /** Batches in order of arrival. */
  readonly readings: readonly (readonly SceneReading[])[];
  readonly truth: SceneTruth;
}

/** Nobody stays longer after the last arrival than this, in seconds of the store's time. */
const longestStaySeconds = 300;
const quietAtTheEndMs = 2_000;

/**
 * Lets people come for so many `seconds`, then goes on until all have left, so that every receipt is closed.
 * Everything is kept in memory: about 20 MB a minute with the default settings.
 */
export function recordSimulation(
  options: SimulationSettingsInput & { readonly startsAt: number },
  { seconds }: { readonly seconds: number },
): SimulationRecording {
  const receipts: TruthReceipt[] = [];
  const interactions: TruthInteraction[] = [];
  const paths: Record<string, (readonly [number, number, number])[]> = {};
  const readings: (readonly SceneReading[])[] = [];
  const arrivalsUntil = options.startsAt + seconds * 1000;
  const simulation = createSimulation({
    ...options,
    arrivalsUntil,
    until: arrivalsUntil + longestStaySeconds * 1000,
    onReceipt: (receipt) => receipts.push(receipt),
    onInteraction: (interaction) => interactions.push(interaction),
    onPosition: (person, at, x, y) => {
      const path = (paths[person] ??= []);
      path.push([at - options.startsAt, centimetres(x), centimetres(y)]);
    },
  });
  let emptySince: number | undefined;
  for (const batch of simulation.readings()) {
    readings.push(batch);
    const empty = simulation.now >= arrivalsUntil && simulation.people().length === 0;
    emptySince = empty ? (emptySince ?? simulation.now) : undefined;
    if (emptySince !== undefined && simulation.now >= emptySince + quietAtTheEndMs) break;
  }
  interactions.sort((a, b) => a.t - b.t);
  return { store: simulation.store, readings, truth: { receipts, interactions, paths, t0: options.startsAt } };
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
