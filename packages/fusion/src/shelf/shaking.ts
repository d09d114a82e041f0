import type { ShelfRoom } from "./grouping.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

/** Fewer resting plates than this do not tell a shaking gondola from what happens on one of them. */
const leastPlates = 6;
/** A common movement smaller than this, in grams, is not worth taking out: plates show steps of about a quarter of a gram. */
const leastGrams = 0.2;
/** A plate that is off by this many times what plates are off on the average does something of its own. */
const ownShare = 2.5;
/** How often those are looked for: the first round only measures. */
const rounds = 3;
/** Share of the common movement that counts as lasting: what all plates drift together is left to their levels. */
const lastingRate = 1 / 64;
/** No plate shakes that many times more than its gondola: what is more is its own, and is learned as this much. */
const mostPart = 3;
/** Share of what is known of a plate's part in the shaking that one shaken tick replaces. */
const partRate = 1 / 128;

/**
 * Takes the common shaking of a gondola out of the tick that is in the ring already: footsteps and slammed doors move all
 * of its plates at once, each by a part of its own, which is learned by regression on the mean of the resting plates.
 */
export function removeShaking(state: ShelfState, room: ShelfRoom, tick: number): void {
  const { ring, mode, level, shakenWith, shakenSquares } = state;
  const { shelf, offset, plates } = room;
  const start = offset * ringTicks + (tick & (ringTicks - 1)) * plates - offset;
  const end = offset + plates;
  let n = 0;
  let sum = 0;
  for (let i = offset; i < end; i++) {
    if (mode[i] !== Mode.Idle) continue;
    const off = ring[start + i]! - level[i]!;
    if (off !== off) continue;
    sum += off;
    n++;
  }
  if (n < leastPlates) return;
  let common = sum / n;
  const lasting = state.lasting[shelf]!;
  if (Math.abs(common - lasting) >= leastGrams) common = robustMean(state, room, start, common);
  state.lasting[shelf] = lasting + (common - lasting) * lastingRate;
  const shaking = common - lasting;
  if (Math.abs(shaking) < leastGrams) return;
  for (let i = offset; i < end; i++) {
    const value = ring[start + i]!;
    ring[start + i] = value - (shakenWith[i]! / shakenSquares[i]!) * shaking;
    if (mode[i] !== Mode.Idle) continue;
    const part = (value - level[i]!) / shaking;
    if (part !== part) continue;
    const learned = Math.max(-mostPart, Math.min(mostPart, part)) * shaking * shaking;
    shakenWith[i]! += learned - shakenWith[i]! * partRate;
    shakenSquares[i]! += shaking * shaking - shakenSquares[i]! * partRate;
  }
}

/** The mean of the resting plates without those that do something of their own: they are left out round by round. */
function robustMean(state: ShelfState, { offset, plates }: ShelfRoom, start: number, all: number): number {
  const { ring, mode, level } = state;
  let mean = all;
  let most = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    let n = 0;
    let sum = 0;
    let apart = 0;
    for (let i = offset; i < offset + plates; i++) {
      if (mode[i] !== Mode.Idle) continue;
      const off = ring[start + i]! - level[i]!;
      if (!(Math.abs(off - mean) <= most)) continue;
      sum += off;
      apart += Math.abs(off - mean);
      n++;
    }
    mean = sum / n;
    most = leastGrams + (ownShare * apart) / n;
  }
  return mean;
}
