import { courseOf, timeOfTick } from "./course.ts";
import { learnWander } from "./idle.ts";
import { resume } from "./movement.ts";
import type { Neighbours } from "./neighbours.ts";
import { tickValue } from "./ring.ts";
import { Mode, type ShelfState } from "./shelf-state.ts";
import type { PlateChange, WeightChange } from "./weight-change.ts";

/** Where the plates of a shelf are within the state, and which lie side by side. */
export interface ShelfRoom {
  readonly shelf: number;
  readonly plates: number;
  /** Index of its first plate among the plates of all shelves. */
  readonly offset: number;
  readonly neighbours: Neighbours;
  /** Smallest change of interest a plate, in grams. */
  readonly least: Float64Array;
}

/** How many standard deviations a change must have. */
const significant = 4.5;
/** Plates that changed most within this many ticks of each other moved together: 0.2 s at 50 ms. */
const together = 4;
/** How many ticks a settled plate waits for a neighbour that has left its level too. */
const patience = 12;
/** Share of a change that a neighbour's frame takes over, at most. */
const crosstalk = 0.03;
/** Less than this share of a plate's change has come when its move begins, and more than the rest when it is over. */
const begun = 0.2;
/** For how long after a change its neighbours may still show it. */
const crosstalkTicks = 40;

/**
 * Turns settled plates into changes: those side by side that stepped together are one change, and a small part of a
 * neighbour's large one is none. With `now` nothing is waited for.
 */
export function releaseChanges(state: ShelfState, room: ShelfRoom, decidedAt: number, now: boolean): WeightChange[] {
  const tick = state.ticks[room.shelf] ?? 0;
  const changes: WeightChange[] = [];
  const seen = new Set<number>();
  for (let p = 0; p < room.plates; p++) {
    if (seen.has(p) || state.mode[room.offset + p] !== Mode.Settled) continue;
    const members = gather(state, room, p, seen);
    if (!now && members.some((member) => waits(state, room, member, tick))) continue;
    const real = isSignificant(state, room, members);
    const change = real ? toChange(state, room, members, tick, decidedAt) : undefined;
    for (const member of members) {
      if (!real) learnWander(state, room.offset + member, state.delta[room.offset + member] ?? 0);
      if (change) {
        state.toldDelta[room.offset + member] = state.delta[room.offset + member] ?? 0;
        state.toldTick[room.offset + member] = tick;
      }
      resume(state, room.offset + member, tick);
    }
    if (change) changes.push(change);
  }
  return changes;
}

/** Whether plates that moved together moved by more than they do for nothing: their sum of squares in deviations. */
function isSignificant(state: ShelfState, room: ShelfRoom, members: readonly number[]): boolean {
  let sum = 0;
  for (const member of members) {
    const i = room.offset + member;
    sum += ((state.delta[i] ?? 0) * (state.delta[i] ?? 0)) / (state.variance[i] ?? 1);
  }
  return sum >= significant * significant;
}

/** Calls `visit` for each neighbour of a plate until it returns true; says whether it did. */
function someNeighbour(room: ShelfRoom, plate: number, visit: (neighbour: number) => boolean): boolean {
  const { start, list } = room.neighbours;
  const end = start[plate + 1] ?? 0;
  for (let k = start[plate] ?? 0; k < end; k++) if (visit(list[k] ?? plate)) return true;
  return false;
}

function gather(state: ShelfState, room: ShelfRoom, plate: number, seen: Set<number>): number[] {
  const members = [plate];
  seen.add(plate);
  for (const member of members) {
    someNeighbour(room, member, (q) => {
      const i = room.offset + q;
      if (state.mode[i] === Mode.Settled && !seen.has(q) && steppedTogether(state, room.offset + member, i)) {
        seen.add(q);
        members.push(q);
      }
      return false;
    });
  }
  return members;
}

function steppedTogether(state: ShelfState, i: number, j: number): boolean {
  return Math.abs((state.stepTick[i] ?? 0) - (state.stepTick[j] ?? 0)) <= together;
}

/** Whether a neighbour has left its level by more than noise and cross-talk, and has still to settle. */
function waits(state: ShelfState, room: ShelfRoom, plate: number, tick: number): boolean {
  const i = room.offset + plate;
  if (tick - (state.heldTick[i] ?? 0) >= patience) return false;
  const shared = crosstalk * Math.abs(state.delta[i] ?? 0);
  return someNeighbour(room, plate, (q) => {
    const j = room.offset + q;
    if (state.mode[j] !== Mode.Moving || (state.silent[j] ?? 0) > 0) return false;
    const noise = 4 * Math.sqrt(state.noise[j] ?? 1);
    return (
      Math.abs(tickValue(state, j, tick) - (state.base[j] ?? Number.NaN)) > Math.max(shared, noise, room.least[q] ?? 0)
    );
  });
}

/** The change of the plates, or nothing when all of it is a neighbour's. */
function toChange(
  state: ShelfState,
  room: ShelfRoom,
  members: readonly number[],
  tick: number,
  decidedAt: number,
): WeightChange | undefined {
  let largest = 0;
  for (const member of members) largest = Math.max(largest, Math.abs(state.delta[room.offset + member] ?? 0));
  const beside = members.some((member) =>
    someNeighbour(room, member, (q) => {
      const told = Math.abs(state.toldDelta[room.offset + q] ?? 0);
      return tick - (state.toldTick[room.offset + q] ?? 0) <= crosstalkTicks && largest < crosstalk * told;
    }),
  );
  if (beside) return undefined;
  const plates: PlateChange[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let whole = 0;
  for (const plate of members) {
    const i = room.offset + plate;
    const delta = state.delta[i] ?? 0;
    if (Math.abs(delta) < crosstalk * largest) continue;
    plates.push({ plate, delta, variance: state.variance[i] ?? 0 });
    whole += delta;
    from = Math.min(from, state.onset[i] ?? tick);
    to = Math.max(to, state.settledTick[i] ?? tick);
  }
  plates.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || a.plate - b.plate);
  const at = (t: number): number => timeOfTick(state, room.shelf, t, tick);
  const moved =
    plates.length === 1 ? plates : plates.map((one) => ({ ...one, ...momentOf(state, room, one, from, to, at) }));
  const course = courseOf(
    state,
    room,
    plates.map(({ plate }) => plate),
    from - 1,
    to,
    tick,
    whole,
  );
  return { shelf: room.shelf, plates: moved, from: at(from - 1), to: at(to), decidedAt, ...course };
}

/** When one plate's load last left its old value for the new one: from the tick before it has gone a fifth of the way to four fifths. */
function momentOf(
  state: ShelfState,
  room: ShelfRoom,
  { plate, delta }: PlateChange,
  from: number,
  to: number,
  at: (tick: number) => number,
): { readonly from: number; readonly to: number } {
  const i = room.offset + plate;
  let first = from - 1;
  let last = to;
  let isOver = false;
  for (let t = from; t <= to; t++) {
    const share = (tickValue(state, i, t) - (state.base[i] ?? 0)) / delta;
    if (share < begun) {
      first = t;
      isOver = false;
    } else if (share > 1 - begun && !isOver) {
      last = t;
      isOver = true;
    }
  }
  return { from: at(first), to: at(isOver ? last : to) };
}

/**
 * Notes since when a shelf moves. A plate that fell silent for a second is not waited for.
 */
export function markBusy(state: ShelfState, room: ShelfRoom): void {
  const tick = state.ticks[room.shelf] ?? 0;
  let first = Number.POSITIVE_INFINITY;
  for (let i = room.offset; i < room.offset + room.plates; i++) {
    const mode = state.mode[i];
    if ((mode !== Mode.Moving && mode !== Mode.Settled) || (state.silent[i] ?? 0) > 20) continue;
    first = Math.min(first, (state.onset[i] ?? tick) - 1);
  }
  state.busySince[room.shelf] = first <= tick ? timeOfTick(state, room.shelf, first, tick) : Number.NaN;
}
