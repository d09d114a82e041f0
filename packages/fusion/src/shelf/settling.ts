import { measure, type Stretch } from "./ring.ts";
import type { ShelfState } from "./shelf-state.ts";

/** Ticks that must agree before a level counts: 0.4 s at 50 ms. */
export const settleTicks = 8;
/** After this many ticks of movement a longer stretch may be as noisy as it likes, as long as its parts agree. */
const patienceTicks = 16;
/** After this many ticks whatever there is counts. */
const enoughTicks = 100;
const parts = 4;
/** Above this variance of a tick 0.4 s are not enough to see a level hold, in square grams. */
const loud = 16;

const part: Stretch = { n: 0, mean: 0, variance: 0 };
const spreads = new Float64Array(parts);

/**
 * Looks whether a moving plate has come to rest at `tick`. Writes the stretch it rests on into `into` and returns its
 * first tick, or -1 while it still moves. A level rests when its parts agree: for 0.4 s, if it is as quiet as this plate
 * used to be; for 0.8 s, within the scatter inside the parts, on a plate that shakes.
 */
export function settledSince(state: ShelfState, plate: number, tick: number, into: Stretch): number {
  const moving = tick - (state.onset[plate] ?? tick);
  const noise = state.noise[plate] ?? 1;
  const first = tick - settleTicks + 1;
  if (first < (state.since[plate] ?? 0)) return -1;
  const apart = noise > loud ? Number.NaN : compareParts(state, plate, first, settleTicks / 2, 2);
  if (apart === apart) {
    const spread = ((spreads[0] ?? 0) + (spreads[1] ?? 0)) / 2;
    measure(state, plate, first, tick, into);
    const step = Math.abs(into.mean - (state.base[plate] ?? Number.NaN));
    const slack = 0.3 + (step === step ? 0.004 * step : 0);
    if (spread <= 6.25 * noise + slack * slack && apart <= slack + 2.5 * Math.sqrt(noise / 2)) return first;
  }
  if (noise <= loud && moving < patienceTicks) return -1;
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
