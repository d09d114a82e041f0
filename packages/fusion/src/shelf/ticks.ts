import { PlateFlag } from "@aisle/sdk";
import { judgeReturn, widen } from "./absence.ts";
import { markBusy, releaseChanges, type ShelfRoom } from "./grouping.ts";
import { learnBlock, watch } from "./idle.ts";
import { movingTick, unknownTick } from "./movement.ts";
import { type Offsets, removeShaking } from "./shaking.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";
import type { WeightChange } from "./weight-change.ts";

/** Milliseconds of readings that are averaged to one tick; all decisions are made once a tick. */
export const tickMs = 50;
/** Ticks farther apart than this, in ms, say nothing about the pace of a shelf. */
const paceAtMost = 200;
const unusable = PlateFlag.Over | PlateFlag.Under | PlateFlag.Fault;
const none: readonly WeightChange[] = [];

const resting: Offsets = { n: 0, sum: 0, squares: 0 };

/**
 * Adds one sample, which begins at `first` in `grams`, to the tick being filled. A plate that calls itself unusable has
 * no number in this tick.
 */
export function addSample(
  state: ShelfState,
  room: ShelfRoom,
  grams: Float32Array,
  first: number,
  flags?: Uint8Array,
): void {
  const { sum } = state;
  const { offset, plates } = room;
  for (let p = 0; p < plates; p++) sum[offset + p]! += grams[first + p]!;
  state.samples[room.shelf]! += 1;
  if (flags !== undefined) leaveOut(state, room, flags);
}

/**
 * Ends the tick being filled with one more sample: every plate takes its step, and what has settled is told. A plate that
 * gave no number, or an infinite one as a broken converter does, has no number in this tick.
 */
export function closeTick(
  state: ShelfState,
  room: ShelfRoom,
  grams: Float32Array,
  first: number,
  flags?: Uint8Array,
): readonly WeightChange[] {
  const { shelf, offset, plates } = room;
  const tick = state.ticks[shelf]! + 1;
  state.ticks[shelf] = tick;
  keepTime(state, shelf, tick);
  if (flags !== undefined) leaveOut(state, room, flags);
  fillTick(state, room, tick, grams, first, resting);
  removeShaking(state, room, tick, resting);
  const stirred = watch(state, offset, offset + plates, tick);
  learnBlock(state, offset, offset + plates, tick);
  const busy = state.busySince[shelf]! > 0;
  if (stirred === 0 && !busy) return none;
  let settled = false;
  let moves = busy;
  for (let p = 0; p < plates; p++) {
    const i = offset + p;
    if (state.mode[i] === Mode.Idle) continue;
    stir(state, room, p, tick);
    const mode = state.mode[i];
    if (mode === Mode.Settled) settled = true;
    if (mode === Mode.Settled || mode === Mode.Moving) moves = true;
  }
  judgeReturn(state, room, tick);
  const changes = settled ? releaseChanges(state, room, state.sampledAt[shelf]!, false) : none;
  if (moves) markBusy(state, room);
  return changes;
}

function keepTime(state: ShelfState, shelf: number, tick: number): void {
  const { tickAt, pace } = state;
  const t = state.sampledAt[shelf]!;
  const first = shelf * ringTicks;
  const passed = t - tickAt[first + ((tick - 1) & (ringTicks - 1))]!;
  if (passed < paceAtMost) pace[shelf] = pace[shelf]! + (passed - pace[shelf]!) / 8;
  tickAt[first + (tick & (ringTicks - 1))] = t;
  state.tickStart[shelf] = Number.NaN;
}

/** Plates that call themselves unusable have no number in the tick being filled. */
function leaveOut({ sum }: ShelfState, { offset, plates }: ShelfRoom, flags: Uint8Array): void {
  for (let p = 0; p < plates; p++) if ((flags[p]! & unusable) !== 0) sum[offset + p] = Number.NaN;
}

/**
 * Puts the means of the tick being filled and of its last sample into the ring, and writes into `all` how far the plates
 * that rest are off their levels.
 */
export function fillTick(
  state: ShelfState,
  room: ShelfRoom,
  tick: number,
  grams: Float32Array,
  first: number,
  all: Offsets,
): void {
  const { ring, sum, samples, mode, level } = state;
  const { offset, plates, shelf } = room;
  const share = 1 / (samples[shelf]! + 1);
  samples[shelf] = 0;
  const start = offset * ringTicks + (tick & (ringTicks - 1)) * plates;
  let n = 0;
  let total = 0;
  let squares = 0;
  for (let p = 0; p < plates; p++) {
    const i = offset + p;
    const mean = (sum[i]! + grams[first + p]!) * share;
    // What is infinite becomes NaN.
    const value = Math.fround(mean + 0 * mean);
    ring[start + p] = value;
    sum[i] = 0;
    if (mode[i] !== Mode.Idle) continue;
    const off = value - level[i]!;
    n++;
    total += off;
    squares += off * off;
  }
  all.n = n;
  all.sum = total;
  all.squares = squares;
}

/** One tick of a plate that does not rest. */
function stir(state: ShelfState, room: ShelfRoom, plate: number, tick: number): void {
  const i = room.offset + plate;
  const value = state.ring[state.ringAt[i]! + (tick & (ringTicks - 1)) * room.plates]!;
  const silent = state.silent[i]!;
  if (value !== value) {
    state.silent[i] = silent + 1;
    return;
  }
  if (silent > 0) {
    state.silent[i] = 0;
    const resting = state.mode[i] === Mode.Missing;
    if (resting) state.mode[i] = Mode.Idle;
    widen(state, room, plate, silent * tickMs);
    if (resting) {
      watch(state, i, i + 1, tick);
      return;
    }
  }
  if (state.mode[i] === Mode.Moving) movingTick(state, room.shelf, i, tick, room.least[plate]!);
  else if (state.mode[i] === Mode.Unknown) unknownTick(state, room.shelf, i, tick);
}
