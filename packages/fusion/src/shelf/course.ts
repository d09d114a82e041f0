import type { ShelfRoom } from "./grouping.ts";
import { tickValue } from "./ring.ts";
import { ringTicks, type ShelfState } from "./shelf-state.ts";
import { findSteps } from "./steps.ts";
import type { ChangeCurve, ChangeStep } from "./weight-change.ts";

/** Ticks before a movement that its curve shows. */
const leadTicks = 4;
/** Two hands that take from one plate are at least so far apart; one hand shakes what it takes faster. Milliseconds. */
const apartMs = 200;
/** A gap between ticks longer than this is one in which nobody knows what happened, in ms. */
const gapMs = 400;

/** How a change went: its curve and its steps. */
export interface Course {
  readonly curve: ChangeCurve;
  readonly steps: readonly ChangeStep[];
}

/** When a tick ended; ticks older than the ring are reckoned as the oldest kept. */
export function timeOfTick(state: ShelfState, shelf: number, wanted: number, tick: number): number {
  const kept = Math.max(wanted, tick - ringTicks + 1, 1);
  return state.tickAt[shelf * ringTicks + (kept & (ringTicks - 1))]!;
}

/**
 * How the plates of a change went together, from a little before tick `first` to tick `settled` and on to `tick`, as far
 * as it is kept; `undefined` where readings are missing in between. `whole` is what it came to, in grams.
 */
export function courseOf(
  state: ShelfState,
  room: ShelfRoom,
  plates: readonly number[],
  first: number,
  settled: number,
  tick: number,
  whole: number,
): Course | undefined {
  const start = Math.max(first - leadTicks, tick - ringTicks + 1, 1);
  const grams: number[] = [];
  let noise = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const plate of plates) {
    noise += state.noise[room.offset + plate]!;
    least = Math.min(least, room.least[plate]!);
  }
  for (let t = start; t <= tick; t++) {
    if (t > start && !(timeAt(t) - timeAt(t - 1) <= gapMs)) return undefined;
    let sum = 0;
    for (const plate of plates) sum += tickValue(state, room.offset + plate, t) - state.base[room.offset + plate]!;
    // A tick in which one of them gave no number shows what was there before it.
    grams.push(sum === sum ? sum : (grams[grams.length - 1] ?? 0));
  }
  const moved = grams.slice(0, Math.max(1, settled - start) + 1);
  moved[moved.length - 1] = whole;
  const steps = findSteps(moved, noise, least, apartMs / state.pace[room.shelf]!).map(
    ({ middle, delta, variance }): ChangeStep => {
      const k = Math.floor(middle);
      const at = timeAt(start + k) + (middle - k) * (timeAt(start + k + 1) - timeAt(start + k));
      return { at, delta, variance };
    },
  );
  const at = timeAt(start);
  return { curve: { at, dt: grams.length > 1 ? (timeAt(tick) - at) / (grams.length - 1) : 0, grams }, steps };

  function timeAt(wanted: number): number {
    return timeOfTick(state, room.shelf, wanted, tick);
  }
}
