import { PlateFlag } from "@aisle/sdk";
import { judgeReturn, widen } from "./absence.ts";
import { markBusy, releaseChanges, type ShelfRoom } from "./grouping.ts";
import { learnBlock, watch } from "./idle.ts";
import { movingTick, unknownTick } from "./movement.ts";
import { removeShaking } from "./shaking.ts";
import { Mode, ringTicks, type ShelfState } from "./shelf-state.ts";
import type { WeightChange } from "./weight-change.ts";

/** Milliseconds of readings that are averaged to one tick; all decisions are made once a tick. */
export const tickMs = 50;
/** Ticks farther apart than this, in ms, say nothing about the pace of a shelf. */
const paceAtMost = 200;
const unusable = PlateFlag.Over | PlateFlag.Under | PlateFlag.Fault;
const none: readonly WeightChange[] = [];

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
  if (flags === undefined) return;
  for (let p = 0; p < plates; p++) if ((flags[p]! & unusable) !== 0) sum[offset + p] = Number.NaN;
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
  if (state.samples[shelf] === 0 && flags === undefined) copyTick(state, room, tick, grams, first);
  else {
    addSample(state, room, grams, first, flags);
    fillTick(state, room, tick);
  }
  removeShaking(state, room, tick);
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

/** Puts a sample that is a whole tick into the ring. */
function copyTick(state: ShelfState, room: ShelfRoom, tick: number, grams: Float32Array, first: number): void {
  const { ring } = state;
  const { offset, plates } = room;
  const start = offset * ringTicks + (tick & (ringTicks - 1)) * plates;
  for (let p = 0; p < plates; p++) {
    const value = grams[first + p]!;
    // What is infinite becomes NaN.
    ring[start + p] = value + 0 * value;
  }
}

/** Puts the means of the tick being filled into the ring. */
function fillTick(state: ShelfState, room: ShelfRoom, tick: number): void {
  const { ring, sum, samples } = state;
  const { offset, plates, shelf } = room;
  const share = 1 / samples[shelf]!;
  samples[shelf] = 0;
  const start = offset * ringTicks + (tick & (ringTicks - 1)) * plates;
  for (let p = 0; p < plates; p++) {
    const mean = sum[offset + p]! * share;
    ring[start + p] = mean + 0 * mean;
    sum[offset + p] = 0;
  }
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
