import { measure, type Stretch, tickValue } from "./ring.ts";
import { ringTicks, type ShelfState } from "./shelf-state.ts";

/** Ticks of half of the stretch that shows a level on a plate that shakes: 0.4 s at 50 ms. */
const settleTicks = 8;
/** How long a level must hold after a fall, in ms. */
const fallMs = 300;
/** After a rise it may be a hand that leans: then this long, and the longer where no more than a hand's pressure came. */
const riseMs = 400;
const pressureMs = 600;
const pressureGrams = 120;
/** What took its time must hold for this share of it: the top of a long lean looks like a level for a while. */
const holdShare = 0.4;
/** Ticks × square grams that the variance of a tick costs: halves must agree to 0.3 of the change at 2.5 deviations. */
const sureness = 278;
/** After this many ticks of movement a longer stretch may be as noisy as it likes, as long as its parts agree. */
const patienceTicks = 16;
/** After this many ticks, 10 s at 50 ms, whatever there is counts: people lean on a shelf for seconds. */
const enoughTicks = 200;
const parts = 4;
/** Above this variance of a tick a short stretch is not enough to see a level hold, in square grams. */
const loud = 16;

const part: Stretch = { n: 0, mean: 0, variance: 0 };
const spreads = new Float64Array(parts);

/**
 * Looks whether a moving plate has come to rest at `tick`. Writes the stretch it rests on into `into` and returns its
 * first tick, or -1 while it still moves. A level rests when its parts agree: for 0.3 s after a fall and 0.4 or 0.6 s after
 * a rise, if it is as quiet as this plate used to be; for 0.8 s, within the scatter inside the parts, on a plate that shakes.
 */
export function settledSince(state: ShelfState, shelf: number, plate: number, tick: number, into: Stretch): number {
  const moving = tick - (state.onset[plate] ?? tick);
  const noise = state.noise[plate] ?? 1;
  const pace = state.pace[shelf] ?? 50;
  if (noise <= loud) {
    const first = holdsFor(state, plate, tick, ticksIn(fallMs, pace), into);
    if (first >= 0) {
      const need = holdTicks(state, plate, first, into.mean, pace);
      if (need <= tick - first + 1) return first;
      const longer = holdsFor(state, plate, tick, need, into);
      if (longer >= 0) return longer;
    }
    if (moving < patienceTicks) return -1;
  }
  const long = tick - 2 * settleTicks + 1;
  if (long < (state.since[plate] ?? 0)) return -1;
  const asunder = compareParts(state, plate, long, settleTicks / 2, parts);
  if (asunder !== asunder) return -1;
  spreads.sort();
  // A step inside the stretch spoils at most two parts: the second least scatter is that of the plate alone.
  const alone = Math.max(noise, spreads[1] ?? 0);
  if (moving < enoughTicks && asunder > 0.3 + 3 * Math.sqrt(alone / 2)) return -1;
  measure(state, plate, long, tick, into);
  return long;
}

function ticksIn(ms: number, pace: number): number {
  return Math.min(ringTicks - 8, Math.max(4, Math.round(ms / pace)));
}

/** Whether the last `length` ticks are a level; writes it into `into` and returns its first tick, or -1. */
function holdsFor(state: ShelfState, plate: number, tick: number, length: number, into: Stretch): number {
  const first = tick - length + 1;
  if (first < (state.since[plate] ?? 0)) return -1;
  const noise = state.noise[plate] ?? 1;
  const half = length >> 1;
  measure(state, plate, first, first + half - 1, part);
  const { n, mean, variance } = part;
  measure(state, plate, tick - half + 1, tick, part);
  if (n === 0 || part.n === 0) return -1;
  const spread = (variance + part.variance) / 2;
  const apart = Math.abs(part.mean - mean);
  measure(state, plate, first, tick, into);
  const step = Math.abs(into.mean - (state.base[plate] ?? Number.NaN));
  const slack = 0.3 + (step === step ? 0.004 * step : 0);
  return spread <= 6.25 * noise + slack * slack && apart <= slack + 2.5 * Math.sqrt((2 * noise) / half) ? first : -1;
}

/** For how many ticks a level that holds since `first` must hold to be believed. */
function holdTicks(state: ShelfState, plate: number, first: number, mean: number, pace: number): number {
  const base = state.base[plate] ?? Number.NaN;
  const delta = mean - base;
  if (delta !== delta) return ticksIn(riseMs, pace);
  const surely = Math.min(settleTicks * 2, (sureness * (state.noise[plate] ?? 1)) / (delta * delta));
  const least = delta < 0 ? fallMs : delta > pressureGrams ? riseMs : pressureMs;
  const oldest = Math.max(state.onset[plate] ?? 0, first - ringTicks + 8);
  let began = first;
  while (began > oldest && Math.abs(tickValue(state, plate, began) - base) > 0.1 * Math.abs(delta)) began--;
  return Math.max(
    ticksIn(least, pace),
    Math.ceil(surely),
    Math.min(ringTicks - 8, Math.round(holdShare * (first - began))),
  );
}

/** Greatest difference between the means of `n` parts in a row; their variances go to `spreads`. NaN when one is empty. */
function compareParts(state: ShelfState, plate: number, first: number, length: number, n: number): number {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    measure(state, plate, first + k * length, first + (k + 1) * length - 1, part);
    if (part.n === 0) return Number.NaN;
    spreads[k] = part.variance;
    lowest = Math.min(lowest, part.mean);
    highest = Math.max(highest, part.mean);
  }
  return highest - lowest;
}
