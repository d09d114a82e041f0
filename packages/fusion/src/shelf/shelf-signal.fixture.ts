import type { StoreModel } from "@aisle/sdk/store";
import type { ShelfStage } from "./shelf-stage.ts";
import type { WeightChange } from "./weight-change.ts";

/** One thing that happens to one plate: from `at` on (ms from the start) its load differs by `grams`. */
export interface Step {
  readonly at: number;
  readonly plate: number;
  readonly grams: number;
  /** How long the hand presses beforehand, and with how much. */
  readonly press?: { readonly grams: number; readonly ms: number };
}

export interface SignalOptions {
  readonly plates: number;
  readonly seconds: number;
  readonly rateHz?: number;
  readonly steps?: readonly Step[];
  /** Standard deviation of a sample in grams. */
  readonly noise?: number;
  /** Footsteps: all plates swing together for a while. */
  readonly shake?: { readonly from: number; readonly to: number; readonly grams: number };
  readonly dead?: readonly number[];
  readonly seed?: number;
}

export interface Signal {
  readonly dt: number;
  readonly plates: number;
  readonly samples: number;
  readonly grams: Float32Array;
}

export const start = 1_700_000_000_000;

/** A row of plates of 10 × 40 cm side by side, product `p` on plate `p` where weights are given. */
export function rowOfPlates(count: number, weights: readonly number[] = [], rateHz = 60): StoreModel {
  const gtin = (p: number): string => String(4_000_000_000_000 + p);
  return {
    name: "row",
    currency: "EUR",
    floor: [],
    zones: [],
    gates: [],
    cameras: [],
    ceilings: [],
    shelves: [
      {
        id: "g1",
        rateHz,
        plates: Array.from({ length: count }, (_, p) => ({
          id: `g1/s1/p${p + 1}`,
          center: [0.05 + 0.1 * p, 0.2, 1],
          size: [0.1, 0.4],
          facing: [0, -1],
        })),
      },
    ],
    products: weights.map((weight, p) => ({
      gtin: gtin(p),
      name: `product ${p}`,
      weight,
      weightSd: 1,
      unitPrice: 100,
    })),
    planogram: weights.map((_, p) => ({ gtin: gtin(p), plates: [`g1/s1/p${p + 1}`] })),
  };
}

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What load cells would say: steps that take 0.15 s, noise, shaking, and a last digit of 0.24 g. */
export function makeSignal(options: SignalOptions): Signal {
  const { plates, seconds, rateHz = 62.5, steps = [], noise = 0.6, shake, dead = [], seed = 1 } = options;
  const random = seeded(seed);
  const dt = 1000 / rateHz;
  const samples = Math.round((seconds * 1000) / dt);
  const grams = new Float32Array(samples * plates);
  for (let k = 0; k < samples; k++) {
    const t = k * dt;
    const shaking = shake && t >= shake.from && t < shake.to ? shake.grams * Math.sin(t * 0.07) : 0;
    for (let p = 0; p < plates; p++) {
      let load = 1000 + 100 * p + shaking * (0.5 + random());
      load += noise * (random() + random() + random() + random() - 2) * 1.73;
      for (const step of steps) {
        if (step.plate !== p) continue;
        load += step.grams * Math.min(1, Math.max(0, (t - step.at) / 150));
        if (step.press && t > step.at - step.press.ms && t < step.at) load += step.press.grams;
      }
      grams[k * plates + p] = dead.includes(p) ? Number.NaN : Math.round(load / 0.24) * 0.24;
    }
  }
  return { dt, plates, samples, grams };
}

/** Feeds the samples `from` to `to` (exclusive) of a signal in batches, and gathers the changes. */
export function feed(
  stage: ShelfStage,
  signal: Signal,
  { batch = 4, from = 0, to = signal.samples }: { batch?: number; from?: number; to?: number } = {},
): WeightChange[] {
  const changes: WeightChange[] = [];
  for (let k = from; k < to; k += batch) {
    const n = Math.min(batch, to - k);
    const grams = signal.grams.slice(k * signal.plates, (k + n) * signal.plates);
    changes.push(...stage.observe(0, start + k * signal.dt, signal.dt, n, signal.plates, grams));
  }
  return changes;
}

/** The plates of a change in ascending order with their rounded grams, for comparing. */
export function rounded(change: WeightChange | undefined): [plate: number, grams: number][] {
  const plates = change ? [...change.plates] : [];
  return plates.sort((a, b) => a.plate - b.plate).map((it) => [it.plate, Math.round(it.delta / 3) * 3]);
}
