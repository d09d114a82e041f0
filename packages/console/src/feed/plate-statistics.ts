import type { PlateState, PlateStatistics } from "../wire/index.ts";
import { lastMovement, median, movedShare, noiseOf, slopeOf } from "./plate-signal.ts";
import type { ShelfRing } from "./shelf-rings.ts";

/** What is looked at, ms; and without a sample for so long, nothing is known of the shelf. */
const window = 10_000;
const silence = 2_000;
/** Samples of so many ms are brought to one value so that noise does not look like a movement. */
const bucket = 200;
/** A movement is more than this, grams and deviations of a bucket's middle. */
const leastMovement = 3;
const movementDeviations = 6;
/** A plate moves while its last movement is not older than this, ms. */
const moving = 1_000;
/** A plate that moved in more than this share of so many values at least swings by itself: no hand stays that long. */
const swings = 0.5;
const swingBuckets = 25;
/** A plate is loud beyond so many grams, if that is also so many times what is usual on its shelf. */
const loud = 3;
const timesUsual = 4;
/** A plate wanders beyond so many grams a minute, if that is beyond doubt; slopes of fewer values say nothing. */
const wanders = 6;
const doubt = 5;
const leastBuckets = 15;
/** So many samples that are all the same, while the others on its shelf change, come from no living plate. */
const sameSamples = 50;

/** One plate's samples of the last seconds. */
interface Signal {
  readonly plate: string;
  readonly last: number | null;
  /** Ms and grams, without what was no number. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly noise: number;
  readonly constant: boolean;
}

/** How the plates of a shelf do at `now`, from the samples of its last 10 s. */
export function plateStatistics(ring: ShelfRing, now: number): readonly PlateStatistics[] {
  const from = Math.max(ring.after(now - window), ring.tared);
  const heard = ring.newest > now - silence;
  const signals = ring.shelf.plates.map(({ id }, plate) => signalOf(ring, plate, id, from));
  const several = signals.filter(({ values }) => values.length > 1);
  // Of one or two plates nothing is usual.
  const usual = several.length < 3 ? 0 : median(Float64Array.from(several, ({ noise }) => noise));
  const alive = signals.some(({ values, constant }) => values.length > sameSamples && !constant);
  return signals.map((signal) => statisticsOf(signal, ring.shelf.id, now, heard, usual, alive));
}

function signalOf(ring: ShelfRing, plate: number, id: string, from: number): Signal {
  const rows = Math.max(0, ring.count - from);
  const times = new Float64Array(rows);
  const values = new Float64Array(rows);
  let n = 0;
  for (let row = from; row < ring.count; row += 1) {
    const grams = ring.grams(row, plate);
    if (!Number.isFinite(grams)) continue;
    times[n] = ring.at(row);
    values[n] = grams;
    n += 1;
  }
  const own = values.slice(0, n);
  const last = ring.count > 0 ? ring.grams(ring.count - 1, plate) : Number.NaN;
  return {
    plate: id,
    last: Number.isFinite(last) ? rounded(last) : null,
    times: times.slice(0, n),
    values: own,
    noise: noiseOf(own),
    constant: own.every((value) => value === own[0]),
  };
}

function statisticsOf(
  { plate, last, times, values, noise, constant }: Signal,
  shelf: string,
  now: number,
  heard: boolean,
  usual: number,
  alive: boolean,
): PlateStatistics {
  const known = { plate, shelf, grams: last };
  const untold = { ...known, noise: null, drift: null };
  if (!heard) return { ...untold, grams: null, state: "unknown" };
  if (last === null && (times.at(-1) ?? Number.NEGATIVE_INFINITY) < now - silence) return { ...untold, state: "dead" };
  if (values.length < 2) return { ...untold, state: "unknown" };
  const medians = bucketMedians(times, values);
  const perBucket = Math.max(1, values.length / medians.values.length);
  const least = Math.max(leastMovement, (movementDeviations * noise) / Math.sqrt(perBucket));
  const movement = lastMovement(medians.times, medians.values, least);
  const rest = movement?.end ?? 0;
  const enough = medians.values.length - rest >= leastBuckets;
  const drift = enough ? slopeOf(medians.times.subarray(rest), medians.values.subarray(rest)) : null;
  const span = ((medians.times.at(-1) ?? 0) - (medians.times[rest] ?? 0)) / 60_000;
  // Of the slope of evenly spaced values: √12 × deviation / (span × √count).
  const unsure = (Math.sqrt(12) * noise) / Math.sqrt(perBucket * Math.max(1, medians.values.length - rest)) / span;
  const state = ((): PlateState => {
    if (constant && alive && values.length > sameSamples) return "dead";
    if (movedShare(medians.values, least) > swings && medians.values.length >= swingBuckets) return "rattle";
    if (noise > loud && noise > timesUsual * usual) return "rattle";
    if (movement !== undefined && movement.at > now - moving) return "moving";
    if (drift !== null && Math.abs(drift) > Math.max(wanders, doubt * unsure)) return "drift";
    return "quiet";
  })();
  return {
    ...known,
    noise: rounded(noise),
    drift: drift === null ? null : rounded(drift),
    state,
    ...(movement !== undefined && { touched: { at: Math.round(movement.at), grams: rounded(movement.grams) } }),
  };
}

/** Medians of 200 ms each, so that a single wrong sample is no movement, at the time of their last sample. */
function bucketMedians(
  times: Float64Array,
  values: Float64Array,
): { readonly times: Float64Array; readonly values: Float64Array } {
  const at: number[] = [];
  const medians: number[] = [];
  let start = 0;
  let usual = 1;
  for (let k = 0; k < values.length; k += 1) {
    const next = times[k + 1];
    if (next !== undefined && Math.floor(next / bucket) === Math.floor(times[k]! / bucket)) continue;
    const count = k + 1 - start;
    usual = Math.max(usual, count);
    // A bucket that is cut at one of the ends is too noisy to be held against the others.
    if (2 * count > usual) {
      at.push(times[k]!);
      medians.push(median(values.slice(start, k + 1)));
    }
    start = k + 1;
  }
  return { times: Float64Array.from(at), values: Float64Array.from(medians) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
