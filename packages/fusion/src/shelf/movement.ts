import { idleTick, learnNoise, learnWander, rest } from "./idle.ts";
import { type Stretch, tickValue } from "./ring.ts";
import { settledSince } from "./settling.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

/** How many standard deviations a difference must have to be part of a change; the whole change must have more. */
const noticeable = 2.5;

const level: Stretch = { n: 0, mean: 0, variance: 0 };

/** One tick of a plate whose level is not known: the first that holds is taken for granted. */
export function unknownTick(state: ShelfState, shelf: number, plate: number, tick: number): void {
  const first = settledSince(state, shelf, plate, tick, level);
  if (first < 0) return;
  learnNoise(state, plate, level.variance, level.n);
  rest(state, plate, level.mean, first, tick);
}

/**
 * One tick of a plate that left its level. When it has settled, the difference may be a change (the plate waits as
 * `Settled` for its neighbours) or means nothing and is learned. `least` is the smallest change of interest, in grams.
 */
export function movingTick(state: ShelfState, shelf: number, plate: number, tick: number, least: number): void {
  const first = settledSince(state, shelf, plate, tick, level);
  if (first < 0) return;
  const delta = level.mean - (state.base[plate] ?? level.mean);
  const noise = state.noise[plate] ?? 1;
  // Ticks of a shaking plate are not independent: they count for a third.
  const seen = (state.baseVariance[plate] ?? 0) + (3 * Math.max(noise, level.variance)) / level.n;
  const variance = Math.max(seen, state.wander[plate] ?? 0) + (state.absence[plate] ?? 0);
  state.absence[plate] = 0;
  if (Math.abs(delta) < Math.max(least, noticeable * Math.sqrt(variance))) {
    learnNoise(state, plate, level.variance, level.n);
    learnWander(state, plate, delta);
    rest(state, plate, level.mean, first, tick);
    return;
  }
  state.mode[plate] = Mode.Settled;
  state.delta[plate] = delta;
  state.variance[plate] = variance;
  state.settledTick[plate] = first;
  state.heldTick[plate] = tick;
  noteCourse(state, plate, tick, first, delta);
}

/** A settled plate was told of, or is to be forgotten: it rests at its new level, and what came since then is looked at. */
export function resume(state: ShelfState, plate: number, tick: number): void {
  const held = state.heldTick[plate] ?? tick;
  rest(state, plate, (state.base[plate] ?? 0) + (state.delta[plate] ?? 0), state.settledTick[plate] ?? held, held);
  for (let t = Math.max(held + 1, tick - ringTicks + 1); t <= tick && state.mode[plate] === Mode.Idle; t++) {
    const value = tickValue(state, plate, t);
    if (value === value) idleTick(state, plate, value, t);
  }
}

/** Notes when the plate really left its level, and at which tick it changed most (a hand may have leaned on it for long). */
function noteCourse(state: ShelfState, plate: number, tick: number, first: number, delta: number): void {
  const start = state.base[plate] ?? 0;
  const still = 9 * (state.noise[plate] ?? 1);
  const oldest = Math.max(state.onset[plate] ?? 0, tick - ringTicks + 2);
  let left = first;
  let step = first;
  let steepest = 0;
  for (let t = first - 1; t >= oldest; t--) {
    const off = tickValue(state, plate, t) - start;
    if (off * off > still) left = t;
    const slope = (tickValue(state, plate, t + 1) - tickValue(state, plate, t - 1)) / delta;
    if (slope > steepest) {
      steepest = slope;
      step = t;
    }
  }
  state.onset[plate] = left;
  state.stepTick[plate] = step;
}
