import type { ShelfRoom } from "./grouping.ts";
import { measure, type Stretch, tickValue } from "./ring.ts";
import { Mode, type ShelfState } from "./shelf-state.ts";

/** Away for longer than this, a plate cannot say what happened meanwhile. */
const forgetMs = 600_000;
/** Square grams by which a level may wander off in each second nobody looks. */
const wanderPerSecond = 0.5;
/** Ticks after the return of a shelf at which it is asked whether its controller started anew. */
const verdictTicks = 3;
/** A movement with a gap shorter than this goes on; after a longer one, what was half measured is not used. */
const gapMs = 150;
/** Share of the plates, and number of them, that nobody can change at once. */
const retaredShare = 0.6;
const retaredPlates = 5;
/** And by how many grams at least: what drifted meanwhile, or shakes just now, is less. */
const retaredGrams = 10;

const back: Stretch = { n: 0, mean: 0, variance: 0 };

/** The plate's level means nothing any more; the next one that settles is taken for granted. */
export function forget(state: ShelfState, room: ShelfRoom, plate: number): void {
  const i = room.offset + plate;
  const next = (state.ticks[room.shelf] ?? 0) + 1;
  state.mode[i] = Mode.Unknown;
  state.onset[i] = next;
  state.since[i] = next;
  state.base[i] = Number.NaN;
  state.absence[i] = 0;
  // What was weighed of this tick already belongs to the old level.
  if (state.samples[room.shelf]! > 0) state.sum[i] = Number.NaN;
}

/** A plate gave no numbers for a while: its weight before and after still tells, but less surely. */
export function widen(state: ShelfState, room: ShelfRoom, plate: number, awayMs: number): void {
  const i = room.offset + plate;
  if (awayMs > forgetMs) {
    forget(state, room, plate);
    return;
  }
  state.absence[i] = (state.absence[i] ?? 0) + (wanderPerSecond * awayMs) / 1000;
  // What was half measured before is not mixed with what comes now.
  if (awayMs <= gapMs) return;
  if (state.mode[i] === Mode.Moving || state.mode[i] === Mode.Unknown)
    state.since[i] = (state.ticks[room.shelf] ?? 0) + 1;
}

/** The whole shelf was away. */
export function returnFromAbsence(state: ShelfState, room: ShelfRoom, awayMs: number): void {
  state.tickStart[room.shelf] = Number.NaN;
  state.returnTick[room.shelf] = (state.ticks[room.shelf] ?? 0) + 1;
  state.awaySince[room.shelf] = state.sampledAt[room.shelf]!;
  state.samples[room.shelf] = 0;
  for (let p = 0; p < room.plates; p++) {
    state.sum[room.offset + p] = 0;
    widen(state, room, p, awayMs);
  }
}

/**
 * A controller that came back with most of its plates at new levels was switched off and on. What was taken meanwhile,
 * nobody can know.
 */
export function judgeReturn(state: ShelfState, room: ShelfRoom, tick: number): void {
  const returned = state.returnTick[room.shelf] ?? 0;
  if (tick !== returned + verdictTicks) return;
  let alive = 0;
  let jumped = 0;
  for (let p = 0; p < room.plates; p++) {
    const i = room.offset + p;
    const value = tickValue(state, i, tick);
    if (value !== value) continue;
    alive++;
    if (state.mode[i] !== Mode.Moving) continue;
    const { mean } = measure(state, i, returned, tick, back);
    if (Math.abs(mean - state.base[i]!) > retaredGrams) jumped++;
  }
  if (jumped < retaredPlates || jumped < retaredShare * alive) return;
  for (let p = 0; p < room.plates; p++) forget(state, room, p);
  state.lostUntil[room.shelf] = state.sampledAt[room.shelf]!;
}
