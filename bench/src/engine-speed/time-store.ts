import type { SimulationSettingsInput } from "@aisle/drivers-mock";
import { createEngine } from "@aisle/fusion";
import { liveStore } from "../stores/index.ts";

export interface StoreTime {
  readonly plates: number;
  readonly cameras: number;
  /** In and before the store when it was timed, and followed by the engine at the end. */
  readonly people: number;
  readonly followed: number;
  /** Seconds of a core for a second of the store: what else the machine does is not in it. */
  readonly share: number;
  /** Detections, and weight samples of one plate each, a second of the store. */
  readonly detections: number;
  readonly samples: number;
}

/** Lets an engine hear a live store for `warm` seconds, then times it for `seconds`; only the engine is timed. */
export function timeStore(parts: readonly SimulationSettingsInput[], warm: number, seconds: number): StoreTime {
  const store = liveStore(parts);
  const engine = createEngine(store.model);
  let [taken, detections, samples] = [0, 0, 0];
  for (let second = 1; second <= warm + seconds; second++) {
    const inputs = store.advance(second);
    const started = process.cpuUsage();
    for (const input of inputs) engine.observe(input);
    if (second <= warm) continue;
    const { user, system } = process.cpuUsage(started);
    taken += user + system;
    for (const input of inputs) {
      if (input.type === "detections") detections += input.data.objects.length;
      if (input.type === "weights") samples += input.data.samples * input.data.plates;
    }
  }
  return {
    plates: store.model.shelves.reduce((sum, { plates }) => sum + plates.length, 0),
    cameras: store.model.cameras.length,
    people: store.people,
    followed: engine.people().length,
    share: taken / 1e6 / seconds,
    detections: detections / seconds,
    samples: samples / seconds,
  };
}
