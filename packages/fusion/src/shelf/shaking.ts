import type { ShelfRoom } from "./grouping.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

/** Fewer resting plates than this do not tell a shaking gondola from what happens on one of them. */
const leastPlates = 6;
/** A common movement smaller than this, in grams, is not worth taking out: plates scatter more by themselves. */
const leastGrams = 0.3;
/** A plate that is off by more than this many standard deviations of all of them does something of its own. */
const ownDeviations = 2;
/** How often such plates are left out and the mean is taken anew, at most. */
const rounds = 3;
/** Share of the common movement that counts as lasting: what all plates drift together is left to their levels. */
const lastingRate = 1 / 64;
/** No plate shakes that many times more than its gondola: what is more is its own, and is learned as this much. */
const mostPart = 3;
/** Share of the shaking seen so far that one shaken tick forgets. */
const forgetting = 1 / 128;

/** How far plates that rest are off their levels, in grams: how many there are, the sum, and that of the squares. */
export interface Offsets {
  n: number;
  sum: number;
  squares: number;
}

/** Mean of how far resting plates are off their levels, with the squares of that around it. */
interface Middle {
  n: number;
  mean: number;
  squares: number;
}

const middle: Middle = { n: 0, mean: 0, squares: 0 };

/**
 * Takes the common shaking of a gondola out of the tick that is in the ring already: footsteps and slammed doors move all
 * of its plates at once, each by a part of its own, which is learned by recursive least squares. `all` says how the plates
 * that rest are off in this tick; a sum that is no number means that some of them have none.
 */
export function removeShaking(state: ShelfState, room: ShelfRoom, tick: number, all: Offsets): void {
  const { ring, mode, level, part } = state;
  const { shelf, offset, plates } = room;
  const start = offset * ringTicks + (tick & (ringTicks - 1)) * plates - offset;
  if (all.sum === all.sum) setMiddle(all.n, 0, all.sum, all.squares);
  else findMiddle(state, room, start, 0, Number.POSITIVE_INFINITY);
  if (middle.n < leastPlates) return;
  const lasting = state.lasting[shelf]!;
  let moved = Math.abs(middle.mean - lasting);
  for (let round = 1; round <= rounds && moved >= leastGrams; round++) {
    const { n, mean, squares } = middle;
    // One plate among n moves their mean by 1/n of its own way, and the root of their squares by about all of it.
    if (squares < n * n * leastGrams * leastGrams) break;
    findMiddle(state, room, start, mean, ownDeviations * Math.sqrt(squares / n));
    moved = Math.abs(middle.mean - mean);
  }
  const shaking = middle.mean - lasting;
  state.lasting[shelf] = lasting + shaking * lastingRate;
  if (Math.abs(shaking) < leastGrams) return;
  const shaken = state.shaken[shelf]! * (1 - forgetting) + shaking * shaking;
  state.shaken[shelf] = shaken;
  const gain = shaking / shaken;
  const most = mostPart * Math.abs(shaking);
  for (let i = offset; i < offset + plates; i++) {
    const value = ring[start + i]!;
    const share = part[i]! * shaking;
    ring[start + i] = value - share;
    if (mode[i] !== Mode.Idle) continue;
    const left = value - level[i]! - share;
    if (left <= most && left >= -most) part[i] = part[i]! + gain * left;
    else if (left === left) part[i] = part[i]! + gain * (left > 0 ? most : -most);
  }
}

/** Writes the middle of the resting plates that are at most `within` grams from `around` into `middle`. */
function findMiddle(
  { ring, mode, level }: ShelfState,
  { offset, plates }: ShelfRoom,
  start: number,
  around: number,
  within: number,
): void {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = offset; i < offset + plates; i++) {
    if (mode[i] !== Mode.Idle) continue;
    const off = ring[start + i]! - level[i]! - around;
    if (!(off <= within && off >= -within)) continue;
    sum += off;
    squares += off * off;
    n++;
  }
  setMiddle(n, around, sum, squares);
}

function setMiddle(n: number, around: number, sum: number, squares: number): void {
  middle.n = n;
  middle.mean = around + sum / n;
  middle.squares = Math.max(0, squares - (sum * sum) / n);
}
