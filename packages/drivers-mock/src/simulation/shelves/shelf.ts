import type { ShelfModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Delivery, Latency } from "../delivery/index.ts";
import type { Difficulty } from "../settings.ts";
import { createFootsteps } from "./footsteps.ts";
import { loadAt, makePlate, type Plate, quantumGrams } from "./plate.ts";

/** Somebody who may shake a gondola: where they are (metres) and how fast they walk (metres a second). */
export interface Walker {
  readonly x: number;
  readonly y: number;
  readonly pace: number;
}

/** One gondola's controller: it samples its plates and sends them in batches. */
export interface Shelf {
  readonly model: ShelfModel;
  readonly plates: readonly Plate[];
  /** The plates beside a plate on its level. */
  neighbours(index: number): readonly number[];
  /** Takes the sample of `time` when it is due, and sends the batch when it is full. */
  tick(time: number, walkers: readonly Walker[]): void;
  /** Whether the next sample starts a batch. */
  readonly betweenBatches: boolean;
  /** The controller says nothing from one time to another; `restarts` says that its plates then have new zeros. */
  fallSilent(from: number, until: number, restarts: boolean): void;
  /** Makes what plates show now their zero, and says so. */
  rebaseline(indices: readonly number[], cause: "tare" | "zero", time: number): void;
}

const samplesPerBatch = 5;
const batchLatency: Latency = { mean: 20, sd: 9, least: 2 };
const feltWithinMetres = 1.4;

/** How much more a rattling gondola shakes. */
const rattle = 5;

/** A shelf with empty plates. Its `tick` may be called less often than it samples, but at least once a batch. */
export function createShelf(model: ShelfModel, difficulty: Difficulty, chance: Chance, delivery: Delivery): Shelf {
  const plates = model.plates.map((plate) => makePlate(plate, difficulty, chance));
  const neighbours = neighboursOf(model);
  const crossTalk = plates.map(() => difficulty.crossTalk * chance.between(0.6, 1.4));
  const clockOffset = chance.between(-difficulty.clockOffset, difficulty.clockOffset) * 0.6;
  const rattles = chance.fork("rattling").yes(difficulty.rattling) ? rattle : 1;
  const footsteps = createFootsteps(difficulty.footsteps * rattles, chance.fork("footsteps"));
  const zeros = chance.fork("restarts");
  let silence: { readonly from: number; readonly until: number; readonly restarts: boolean } | undefined;
  const intervalMs = 1000 / model.rateHz;
  const loads = new Float64Array(plates.length);
  const stuckAt = new Float64Array(plates.length).fill(Number.NaN);
  let grams = new Float32Array(samplesPerBatch * plates.length);
  let sample = 0;
  // Half an interval is the step of the world: each shelf starts at a time of its own within its first batch.
  const phaseMs = (intervalMs / 2) * chance.whole(0, 2 * samplesPerBatch - 1);
  let dueAt: number | undefined;

  const weigh = (time: number): void => {
    plates.forEach((plate, index) => {
      loads[index] = loadAt(plate, time);
    });
  };
  /** What a plate's cell feels, its neighbours' share included, before noise. */
  const felt = (index: number): number => {
    let beside = 0;
    for (const other of neighbours[index] ?? []) beside += loads[other] ?? 0;
    const plate = plates[index];
    return (loads[index] ?? 0) + (crossTalk[index] ?? 0) * beside + (plate?.drift ?? 0) + (plate?.wander ?? 0);
  };

  const takeSample = (time: number, walkers: readonly Walker[]): void => {
    const beside = footfall(model, walkers);
    const shaking = chance.normal(0, 1) * difficulty.footfall * rattles * beside + footsteps.at(time, beside);
    weigh(time);
    plates.forEach((plate, index) => {
      const value = plate.zero + felt(index) + plate.shake * shaking + chance.normal(0, plate.noise);
      grams[sample * plates.length + index] = shown(plate, index, quantumGrams * Math.round(value / quantumGrams));
    });
    sample++;
  };

  const shown = (plate: Plate, index: number, value: number): number => {
    if (plate.health === "works") return value;
    if (plate.health === "dead") return Number.NaN;
    if (Number.isNaN(stuckAt[index])) stuckAt[index] = value;
    return stuckAt[index] ?? value;
  };

  /** Whether a batch is lost, for the controller was away while it was weighed; back from a restart, plates have new zeros. */
  const isSilent = (time: number): boolean => {
    if (silence === undefined || time < silence.from) return false;
    if (time < silence.until) return true;
    if (silence.restarts) for (const plate of plates) plate.zero = zeros.normal(0, 60);
    silence = undefined;
    return true;
  };

  const sendBatch = (lastSampleAt: number): void => {
    const silent = isSilent(lastSampleAt);
    const data = { grams, samples: samplesPerBatch, plates: plates.length, dt: intervalMs };
    const at = lastSampleAt - (samplesPerBatch - 1) * intervalMs + clockOffset;
    if (!silent)
      delivery.send(
        (receivedAt) => ({
          receivedAt,
          device: model.id,
          kind: "weight-shelf",
          reading: { type: "weights", at: Math.round(at * 10) / 10, data },
        }),
        lastSampleAt,
        batchLatency,
      );
    grams = new Float32Array(samplesPerBatch * plates.length);
    sample = 0;
    for (const plate of plates) {
      // At five batches a second, 0.06 g a step wanders about a gram in a minute.
      plate.drift = plate.drift * 0.9999 + chance.normal(0, 0.06 * difficulty.weightDrift);
      plate.wander = plate.wander * 0.85 + chance.normal(0, 0.2 * plate.noise);
    }
  };

  return {
    model,
    plates,
    neighbours: (index) => neighbours[index] ?? [],
    get betweenBatches() {
      return sample === 0;
    },
    tick(time, walkers) {
      dueAt ??= time + phaseMs;
      for (; time >= dueAt; dueAt += intervalMs) {
        takeSample(dueAt, walkers);
        if (sample === samplesPerBatch) sendBatch(dueAt);
      }
    },
    fallSilent(from, until, restarts) {
      silence ??= { from, until, restarts };
    },
    rebaseline(indices, cause, time) {
      weigh(time);
      for (const index of indices) {
        const plate = plates[index];
        if (plate !== undefined) plate.zero = -felt(index);
      }
      const at = Math.round(time + clockOffset);
      const data = { plates: indices, cause };
      delivery.send(
        (receivedAt) => ({
          receivedAt,
          device: model.id,
          kind: "weight-shelf",
          reading: { type: "rebaselined", at, data },
        }),
        time,
        batchLatency,
      );
    },
  };
}

/** How much of the footfall beside it a gondola feels, 0 to about 1. */
function footfall(model: ShelfModel, walkers: readonly Walker[]): number {
  const first = model.plates[0];
  const last = model.plates[model.plates.length - 1];
  if (first === undefined || last === undefined) return 0;
  let most = 0;
  for (const walker of walkers) {
    if (walker.pace < 0.1) continue;
    const dx = Math.max(first.center[0] - walker.x, 0, walker.x - last.center[0]);
    const dy = walker.y - first.center[1];
    const distance = Math.sqrt(dx * dx + dy * dy);
    most = Math.max(most, (1 - distance / feltWithinMetres) * Math.min(1, walker.pace));
  }
  return most;
}

function neighboursOf(model: ShelfModel): readonly (readonly number[])[] {
  const level = (index: number): string | undefined => model.plates[index]?.id.split("/")[1];
  return model.plates.map((_, index) =>
    [index - 1, index + 1].filter((other) => model.plates[other] !== undefined && level(other) === level(index)),
  );
}
