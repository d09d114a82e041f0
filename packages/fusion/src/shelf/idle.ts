import { measure, type Stretch } from "./ring.ts";
import { settleTicks } from "./settling.ts";
import { Mode, type ShelfState } from "./shelf-state.ts";

/** CUSUM of ticks in standard deviations: slack and alarm. */
const cusumSlack = 0.6;
const cusumAlarm = 9;
/** One tick this many standard deviations off is an onset by itself. */
const jump = 7;
/** Ticks that are averaged for the level before a movement: 1 s at 50 ms. */
const baseTicks = 20;
/** Share of a tick in what is learned, once a plate is known well. */
const levelRate = 0.05;
const noiseMemory = 200;
const wanderMemory = 60;
/** Every so many ticks, a power of two, the level of now is compared with the one before, over a pause as long as a movement is. */
const wanderEvery = 8;
const wanderPause = 8;
/** Variance that even a motionless plate is given, in square grams: its last digit is 0.24 g. */
const quantum = 0.03;

const before: Stretch = { n: 0, mean: 0, variance: 0 };
const now: Stretch = { n: 0, mean: 0, variance: 0 };

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
export function rest(state: ShelfState, plate: number, level: number, first: number, tick: number): void {
  state.mode[plate] = Mode.Idle;
  state.level[plate] = level;
  state.since[plate] = first;
  state.quietTick[plate] = tick;
  state.rise[plate] = 0;
  state.fall[plate] = 0;
  state.perDeviation[plate] = 1 / Math.sqrt(state.noise[plate] ?? 1);
}

/** One tick of a resting plate: learns from it, or lets the plate move when it has left its level. */
export function idleTick(state: ShelfState, plate: number, value: number, tick: number): void {
  const level = state.level[plate] ?? value;
  const off = value - level;
  const z = off * (state.perDeviation[plate] ?? 1);
  const rise = Math.max(0, (state.rise[plate] ?? 0) + z - cusumSlack);
  const fall = Math.max(0, (state.fall[plate] ?? 0) - z - cusumSlack);
  state.rise[plate] = rise;
  state.fall[plate] = fall;
  if (rise > cusumAlarm || fall > cusumAlarm || Math.abs(z) > jump) {
    beginMovement(state, plate, tick);
    return;
  }
  if (rise === 0 && fall === 0) state.quietTick[plate] = tick;
  state.level[plate] = level + levelRate * off;
  learnNoise(state, plate, off * off, 1);
  if ((tick & (wanderEvery - 1)) !== 0) return;
  state.perDeviation[plate] = 1 / Math.sqrt(state.noise[plate] ?? 1);
  compareLevels(state, plate, tick);
}

function beginMovement(state: ShelfState, plate: number, tick: number): void {
  const onset = Math.min(tick, (state.quietTick[plate] ?? tick) + 1);
  measure(state, plate, Math.max(state.since[plate] ?? 0, onset - baseTicks), onset - 1, before);
  state.mode[plate] = Mode.Moving;
  state.onset[plate] = onset;
  state.since[plate] = onset;
  state.base[plate] = before.n > 0 ? before.mean : (state.level[plate] ?? Number.NaN);
  state.baseVariance[plate] = (state.noise[plate] ?? 1) / Math.max(1, before.n);
}

function compareLevels(state: ShelfState, plate: number, tick: number): void {
  const split = tick - settleTicks - wanderPause;
  const first = Math.max(state.since[plate] ?? 0, split - baseTicks + 1);
  if (split - first < settleTicks) return;
  measure(state, plate, tick - settleTicks + 1, tick, now);
  measure(state, plate, first, split, before);
  if (now.n === 0 || before.n === 0) return;
  learnWander(state, plate, now.mean - before.mean);
  // An absence is over once the plate has been watched for as long again.
  state.absence[plate] = 0;
}
