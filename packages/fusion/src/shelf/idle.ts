import { measure, type Stretch, tickValue } from "./ring.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

/** CUSUM of ticks in whole thousandths of a standard deviation, which need no branches: slack and alarm. */
const fine = 1000;
const cusumSlack = 600;
const cusumAlarm = 9000;
/** One tick this many standard deviations off is an onset by itself. */
const jump = 7;
/** Ticks that are averaged for the level before a movement: 1 s at 50 ms. */
const baseTicks = 20;
/** Ticks, a power of two, after which what was seen meanwhile is learned: 0.4 s at 50 ms. */
const blockTicks = 8;
/** Share of a block in the level. */
const levelRate = 0.34;
const noiseMemory = 200;
const wanderMemory = 60;
/** Variance that even a motionless plate is given, in square grams: its last digit is 0.24 g. */
const quantum = 0.03;

const before: Stretch = { n: 0, mean: 0, variance: 0 };

/** Running mean with a memory: the first values count fully. Returns the new mean. */
function blend(mean: number, value: number, seen: number, memory: number): number {
  return mean + (value - mean) / Math.min(seen + 1, memory);
}

/** Learns from a difference between two levels that turned out to mean nothing. */
export function learnWander(state: ShelfState, plate: number, difference: number): void {
  const seen = state.wanderSeen[plate] ?? 0;
  const known = state.wander[plate] ?? 0;
  // One large difference is more likely a hand than noise: it counts as three deviations at most.
  state.wander[plate] = blend(known, Math.min(difference * difference, 9 * known + 1), seen, wanderMemory);
  state.wanderSeen[plate] = Math.min(seen + 1, wanderMemory);
}

/** Learns how a tick of a resting plate scatters, from `variance` seen over `ticks`. */
export function learnNoise(state: ShelfState, plate: number, variance: number, ticks: number): void {
  const seen = state.noiseSeen[plate] ?? 0;
  const noise = state.noise[plate] ?? 0;
  state.noise[plate] = Math.max(quantum, noise + ((variance - noise) * ticks) / (seen + ticks));
  state.noiseSeen[plate] = Math.min(seen + ticks, noiseMemory);
}

/** The plate rests at `level` since tick `first`. */
export function rest(state: ShelfState, plate: number, level: number, first: number): void {
  state.mode[plate] = Mode.Idle;
  state.level[plate] = level;
  state.lagged[plate] = Number.NaN;
  state.since[plate] = first;
  state.rise[plate] = 0;
  state.fall[plate] = 0;
  state.perDeviation[plate] = 1 / Math.sqrt(state.noise[plate]!);
}

/**
 * One tick, which is in the ring already, of the plates `first` to `end` (exclusive) that rest: those that have left
 * their level begin to move. Returns how many of the plates do not rest afterwards.
 */
export function watch(state: ShelfState, first: number, end: number, tick: number): number {
  const { ring, mode, level, perDeviation, rise, fall } = state;
  const start = state.ringAt[first]! - first + (tick & (ringTicks - 1)) * state.ringStride[first]!;
  let stirred = 0;
  for (let i = first; i < end; i++) {
    if (mode[i] !== Mode.Idle) {
      stirred++;
      continue;
    }
    const z = (ring[start + i]! - level[i]!) * perDeviation[i]!;
    if (z !== z) {
      mode[i] = Mode.Missing;
      stirred++;
      continue;
    }
    const thousandths = (fine * z) | 0;
    const up = positive((rise[i]! + thousandths - cusumSlack) | 0);
    const down = positive((fall[i]! - thousandths - cusumSlack) | 0);
    rise[i] = up;
    fall[i] = down;
    if (up <= cusumAlarm && down <= cusumAlarm && Math.abs(z) <= jump) continue;
    beginMovement(state, i, tick);
    stirred++;
  }
  return stirred;
}

/** A whole number where it is positive, else 0. */
function positive(whole: number): number {
  return whole & ~(whole >> 31);
}

/** Learns from the block of ticks that ends with `tick`, if one does, how the plates `first` to `end` (exclusive) rest. */
export function learnBlock(state: ShelfState, first: number, end: number, tick: number): void {
  // The last of a block, so that its ticks lie in one piece in the ring.
  if ((tick & (blockTicks - 1)) !== blockTicks - 1) return;
  const { mode, since } = state;
  for (let i = first; i < end; i++) {
    // Not all of the block was watched where the plate has come to rest in it.
    if (mode[i] === Mode.Idle && since[i]! <= tick - blockTicks) learnLevel(state, i, tick);
  }
}

/** Learns from a block in which a plate rested, if all of its ticks have a number. */
function learnLevel(state: ShelfState, plate: number, tick: number): void {
  const { ring, level } = state;
  const known = level[plate]!;
  const stride = state.ringStride[plate]!;
  let at = state.ringAt[plate]! + ((tick - blockTicks + 1) & (ringTicks - 1)) * stride;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < blockTicks; k++, at += stride) {
    const off = ring[at]! - known;
    sum += off;
    squares += off * off;
  }
  if (sum !== sum) return;
  learnNoise(state, plate, squares / blockTicks, blockTicks);
  state.perDeviation[plate] = 1 / Math.sqrt(state.noise[plate]!);
  const lagged = state.lagged[plate]!;
  if (lagged === lagged) {
    // What 0.4 s differ by from a level a little before, while nothing happens.
    learnWander(state, plate, known + sum / blockTicks - lagged);
    // An absence is over once the plate has been watched again.
    state.absence[plate] = 0;
  }
  state.lagged[plate] = known;
  level[plate] = known + (levelRate * sum) / blockTicks;
}

function beginMovement(state: ShelfState, plate: number, tick: number): void {
  const onset = onsetOf(state, plate, tick);
  measure(state, plate, Math.max(state.since[plate]!, onset - baseTicks), onset - 1, before);
  state.mode[plate] = Mode.Moving;
  state.onset[plate] = onset;
  state.since[plate] = onset;
  state.base[plate] = before.n > 0 ? before.mean : state.level[plate]!;
  state.baseVariance[plate] = state.noise[plate]! / Math.max(1, before.n);
}

/** The first tick since which one of the sums has been above 0: they are made again from what is kept. */
function onsetOf(state: ShelfState, plate: number, tick: number): number {
  let up = 0;
  let down = 0;
  let onset = tick;
  for (let t = Math.max(state.since[plate]!, tick - ringTicks + 1); t <= tick; t++) {
    const value = tickValue(state, plate, t);
    if (value !== value) continue;
    const thousandths = (fine * (value - state.level[plate]!) * state.perDeviation[plate]!) | 0;
    if (up === 0 && down === 0) onset = t;
    up = positive(up + thousandths - cusumSlack);
    down = positive(down - thousandths - cusumSlack);
  }
  return onset;
}
