import { idleTick, learnNoise, learnWander, rest } from "./idle.ts";
import { measure, type Stretch, tickValue } from "./ring.ts";
import { settledSince } from "./settling.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

/** How many standard deviations a difference must have to be a change. */
const significant = 4.5;

const level: Stretch = { n: 0, mean: 0, variance: 0 };

/** One tick of a plate whose level is not known: the first that holds is taken for granted. */
export function unknownTick(state: ShelfState, plate: number, tick: number): void {
  const first = settledSince(state, plate, tick, level);
  if (first < 0) return;
  learnNoise(state, plate, level.variance, level.n);
  rest(state, plate, level.mean, first, tick);
}

/**
 * One tick of a plate that left its level. When it has settled, the difference is either a change (the plate waits as
 * `Settled` for its neighbours) or means nothing and is learned. `least` is the smallest change of interest, in grams.
 */
export function movingTick(state: ShelfState, plate: number, tick: number, least: number): void {
  const first = settledSince(state, plate, tick, level);
  if (first < 0) return;
  const delta = level.mean - (state.base[plate] ?? level.mean);
  const noise = state.noise[plate] ?? 1;
  // Ticks of a shaking plate are not independent: they count for a third.
  const seen = (state.baseVariance[plate] ?? 0) + (3 * Math.max(noise, level.variance)) / level.n;
  const variance = Math.max(seen, state.wander[plate] ?? 0) + (state.absence[plate] ?? 0);
  if (Math.abs(delta) < Math.max(least, significant * Math.sqrt(variance))) {
    learnNoise(state, plate, level.variance, level.n);
    learnWander(state, plate, delta);
    state.absence[plate] = 0;
    rest(state, plate, level.mean, first, tick);
    return;
  }
  state.mode[plate] = Mode.Settled;
  state.delta[plate] = delta;
  state.variance[plate] = variance;
  state.settledTick[plate] = first;
  state.heldTick[plate] = tick;
  noteHalfWay(state, plate, tick, first, delta);
  state.absence[plate] = 0;
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

/** Notes between which ticks the plate passed half of its change; more than one when it swung. */
function noteHalfWay(state: ShelfState, plate: number, tick: number, first: number, delta: number): void {
  const start = state.base[plate] ?? 0;
  const oldest = Math.max(state.onset[plate] ?? 0, tick - ringTicks + 1);
  let passed = first;
  let last = oldest;
  for (let t = first - 1; t >= oldest; t--) {
    const value = tickValue(state, plate, t);
    if (value !== value) continue;
    if ((value - start) / delta >= 0.5) passed = t;
    else if (last === oldest) last = t + 1;
  }
  state.halfFirst[plate] = Math.min(passed, last);
  state.halfLast[plate] = last;
}
