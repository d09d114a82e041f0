import { ringTicks, type ShelfState } from "./shelf-state.ts";

const mask = ringTicks - 1;

/** Mean and variance of a stretch of ticks; `n` of them had a number. */
export interface Stretch {
  n: number;
  mean: number;
  /** Of a single tick around the mean. */
  variance: number;
}

/** The value of a plate at a tick that is still in the ring. */
export function tickValue(state: ShelfState, plate: number, tick: number): number {
  return state.ring[state.ringAt[plate]! + (tick & mask) * state.ringStride[plate]!]!;
}

/** Writes mean and variance of the ticks `first` to `last` into `into`; ticks without a number are left out. */
export function measure(state: ShelfState, plate: number, first: number, last: number, into: Stretch): Stretch {
  const { ring } = state;
  const base = state.ringAt[plate]!;
  const stride = state.ringStride[plate]!;
  let n = 0;
  let sum = 0;
  // Around the first value, because grams are large and their spread is small.
  let origin = 0;
  let squares = 0;
  for (let tick = Math.max(first, last - mask); tick <= last; tick++) {
    const value = ring[base + (tick & mask) * stride]!;
    if (value !== value) continue;
    if (n === 0) origin = value;
    const d = value - origin;
    n++;
    sum += d;
    squares += d * d;
  }
  into.n = n;
  into.mean = n === 0 ? Number.NaN : origin + sum / n;
  into.variance = n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1));
  return into;
}
