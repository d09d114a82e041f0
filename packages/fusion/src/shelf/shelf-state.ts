import type { StoreModel } from "@aisle/sdk/store";
import type { Hole } from "./hole.ts";

/** How many ticks of each plate are kept: 3.2 s at the usual 50 ms. */
export const ringTicks = 64;

/** Square grams of shaking that a plate is taken to have gone along with fully, before anything is known of it. */
const partKnown = 200;

/** What a plate is doing. */
export const Mode = {
  /** No level is known: after the start, a tare, a long absence. The next settled level is only learned. */
  Unknown: 0,
  /** Rests at a known level. */
  Idle: 1,
  /** Left its level and has not settled. */
  Moving: 2,
  /** Settled at a new level; its neighbours are being waited for. */
  Settled: 3,
  /** Rested at a known level when it stopped giving numbers. */
  Missing: 4,
} as const;

/**
 * All that changes in the shelf stage, as plain data: a structured clone of it is a snapshot. Plates of all shelves lie
 * one after the other; `ring` holds the tick means of plate `i` at `ringAt[i] + (tick % ringTicks) * ringStride[i]`: what a
 * shelf weighed at one tick lies side by side.
 */
export interface ShelfState {
  /** A shelf: time of the newest sample; start of the tick being filled; ticks so far; since when it moves (NaN: still). */
  readonly sampledAt: Float64Array;
  readonly tickStart: Float64Array;
  readonly ticks: Int32Array;
  readonly busySince: Float64Array;
  /** The first tick after the shelf's last absence. */
  readonly returnTick: Float64Array;
  /** When that absence began; and its end, where nobody can know what happened in it. */
  readonly awaySince: Float64Array;
  readonly lostUntil: Float64Array;
  /** Batches in a row that came twice or too late to be used. */
  readonly late: Int32Array;
  /** Milliseconds from tick to tick, smoothed. */
  readonly pace: Float64Array;
  /** A shelf's ticks: when each ended. */
  readonly tickAt: Float64Array;
  /** A shelf: grams by which all its resting plates are off their levels together, lastingly. */
  readonly lasting: Float64Array;
  /** A shelf: squares of its shaking so far, in square grams, the newest counting most. */
  readonly shaken: Float64Array;
  readonly ring: Float32Array;
  readonly ringAt: Int32Array;
  readonly ringStride: Int32Array;
  /** The tick being filled: how many samples of a shelf, and a plate's sum. */
  readonly samples: Int32Array;
  readonly sum: Float64Array;
  readonly mode: Uint8Array;
  /** Idle level in grams, and the variance of a tick's mean around it. */
  readonly level: Float64Array;
  readonly noise: Float64Array;
  readonly noiseSeen: Int32Array;
  /** One over the root of `noise`, as of a few ticks ago. */
  readonly perDeviation: Float64Array;
  /** Variance of a 0.4 s mean against the level about a second before, while nothing happens: what a false Δ looks like. */
  readonly wander: Float64Array;
  readonly wanderSeen: Int32Array;
  /** The idle level of two blocks of ticks before, NaN until there is one. */
  readonly lagged: Float64Array;
  /** Two-sided CUSUM in thousandths of a deviation. */
  readonly rise: Int32Array;
  readonly fall: Int32Array;
  /** What part a plate has in the shaking of its shelf: 1 when it goes along with the mean of all. */
  readonly part: Float64Array;
  /** First tick of the present level or movement that may be averaged. */
  readonly since: Float64Array;
  /** Tick at which the movement began, and the level before it with its variance. */
  readonly onset: Float64Array;
  readonly base: Float64Array;
  readonly baseVariance: Float64Array;
  /** Result of a movement that settled: grams, variance, tick of the steepest change, first tick of the new level, and the tick that decided it. */
  readonly delta: Float64Array;
  readonly variance: Float64Array;
  readonly stepTick: Float64Array;
  readonly settledTick: Float64Array;
  readonly heldTick: Float64Array;
  /** Uncertainty that an absence of readings adds to the level, in square grams. */
  readonly absence: Float64Array;
  /** Ticks in a row without a number. */
  readonly silent: Int32Array;
  /** The last change that was told: grams and tick, for telling cross-talk. */
  readonly toldDelta: Float64Array;
  readonly toldTick: Float64Array;
  /** A shelf: where readings are missing that may still come, oldest first. */
  readonly holes: Hole[][];
}

/** The state of a store nobody has heard of yet. */
export function createShelfState(model: StoreModel): ShelfState {
  const shelves = model.shelves.length;
  let plates = 0;
  for (const shelf of model.shelves) plates += shelf.plates.length;
  const floats = (n: number, value = 0): Float64Array => new Float64Array(n).fill(value);
  const ints = (n: number, value = 0): Int32Array => new Int32Array(n).fill(value);
  return {
    sampledAt: floats(shelves, Number.NaN),
    tickStart: floats(shelves, Number.NaN),
    ticks: ints(shelves),
    busySince: floats(shelves, Number.NaN),
    returnTick: floats(shelves),
    awaySince: floats(shelves, Number.NaN),
    lostUntil: floats(shelves, Number.NaN),
    late: ints(shelves),
    pace: floats(shelves, 50),
    tickAt: floats(shelves * ringTicks, Number.NaN),
    lasting: floats(shelves),
    shaken: floats(shelves, partKnown),
    ring: new Float32Array(plates * ringTicks).fill(Number.NaN),
    ...places(model),
    samples: ints(shelves),
    sum: floats(plates),
    mode: new Uint8Array(plates),
    level: floats(plates, Number.NaN),
    noise: floats(plates, 1),
    noiseSeen: ints(plates, 8),
    perDeviation: floats(plates, 1),
    wander: floats(plates, 9),
    wanderSeen: ints(plates, 2),
    rise: ints(plates),
    fall: ints(plates),
    lagged: floats(plates, Number.NaN),
    part: floats(plates, 1),
    since: floats(plates),
    onset: floats(plates),
    base: floats(plates, Number.NaN),
    baseVariance: floats(plates),
    delta: floats(plates),
    variance: floats(plates),
    stepTick: floats(plates),
    settledTick: floats(plates),
    heldTick: floats(plates),
    absence: floats(plates),
    silent: ints(plates),
    toldDelta: floats(plates),
    toldTick: floats(plates, -1_000_000),
    holes: model.shelves.map(() => []),
  };
}

/** Where the ticks of each plate are within the ring. */
function places(model: StoreModel): Pick<ShelfState, "ringAt" | "ringStride"> {
  const ringAt: number[] = [];
  const ringStride: number[] = [];
  for (const { plates } of model.shelves) {
    const first = ringAt.length * ringTicks;
    for (let p = 0; p < plates.length; p++) {
      ringAt.push(first + p);
      ringStride.push(plates.length);
    }
  }
  return { ringAt: Int32Array.from(ringAt), ringStride: Int32Array.from(ringStride) };
}
