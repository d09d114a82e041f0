import type { ShelfRoom } from "./grouping.ts";
import { ringTicks, type ShelfState } from "./shelf-state.ts";
import type { WeightChange } from "./weight-change.ts";

/** Readings this much later than newer ones of their shelf are still used, in ms; and so many newer ones are kept for it. */
const lateMs = 2000;
const mostBatches = 128;
const mostHoles = 4;
/** A batch that begins later than this many samples after the one before leaves a hole. */
const missedSamples = 1.5;
/** A change is another's revision where they are of a common plate and came to rest within this time of each other. Ms. */
const sameWithin = 1500;

/** One batch of samples, as in the `weights` reading. */
export interface Batch {
  readonly at: number;
  readonly dt: number;
  readonly samples: number;
  readonly grams: Float32Array;
  readonly flags: Uint8Array | undefined;
}

/** Readings of a shelf are missing that may still come: how it was before, and what came since. Plain data. */
export interface Hole {
  /** Time of the last sample before it. */
  readonly at: number;
  readonly before: Readonly<Record<string, Numbers>>;
  readonly batches: Batch[];
  /** What was told since. */
  readonly told: WeightChange[];
}

/** What has to be weighed again, in order, and what was told of it. */
export interface Refill {
  readonly batches: readonly Batch[];
  readonly told: readonly WeightChange[];
}

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** What a late reading changes: a change that was told, and what it is now; `undefined` where it is not one any more. */
export interface RevisedChange {
  readonly told: WeightChange;
  readonly now: WeightChange | undefined;
}

const ofShelf: ReadonlySet<string> = new Set([
  "sampledAt",
  "tickStart",
  "ticks",
  "busySince",
  "returnTick",
  "awaySince",
  "lostUntil",
  "late",
  "pace",
  "lasting",
  "shaken",
  "samples",
]);
const ofStore: ReadonlySet<string> = new Set(["ringAt", "ringStride", "holes"]);

/** Before a batch newer than all others: notes that some before it are missing, and keeps what came after a hole. */
export function noteHole(state: ShelfState, room: ShelfRoom, batch: Batch): void {
  const at = state.sampledAt[room.shelf]!;
  const pause = batch.at - at;
  const missing = pause > missedSamples * batch.dt && pause <= lateMs;
  const known = state.holes[room.shelf]!;
  if (known.length === 0 && !missing) return;
  const holes = known.filter((hole) => batch.at - hole.at <= lateMs && hole.batches.length < mostBatches);
  if (missing) holes.push({ at, before: partsOf(state, room), batches: [], told: [] });
  if (holes.length > mostHoles) holes.shift();
  for (const hole of holes) hole.batches.push(batch);
  state.holes[room.shelf] = holes;
}

/** Changes were told while holes are open. */
export function noteTold({ holes }: ShelfState, shelf: number, changes: readonly WeightChange[]): void {
  for (const hole of holes[shelf]!) hole.told.push(...changes);
}

/** Sets a shelf back to before the hole that a late batch fills. `undefined` where there is none, or not any more. */
export function reopen(
  state: ShelfState,
  room: ShelfRoom,
  late: Batch,
  mayRevise: (told: WeightChange) => boolean,
): Refill | undefined {
  const holes = state.holes[room.shelf]!;
  const end = late.at + (late.samples - 1) * late.dt;
  const which = holes.findLastIndex(({ at }) => at < late.at);
  const hole = holes[which];
  const overlaps = ({ at, dt, samples }: Batch): boolean => at <= end && late.at <= at + (samples - 1) * dt;
  if (hole === undefined || hole.batches.some(overlaps) || !hole.told.every(mayRevise)) return undefined;
  const after = hole.batches.findIndex(({ at }) => at > late.at);
  const again = [...hole.batches.slice(0, after), late, ...hole.batches.slice(after)];
  const told = new Set(hole.told);
  for (const [name, values] of Object.entries(hole.before)) partOf(state, room, name).set(values);
  // What is weighed again is noted again, by this hole and those before it; those after it come about anew.
  const isBefore = ({ at }: Batch): boolean => at <= hole.at;
  state.holes[room.shelf] = holes.slice(0, which + 1).map(({ at, before, batches, told: all }) => ({
    ...{ at, before },
    batches: batches.filter(isBefore),
    told: all.filter((change) => !told.has(change)),
  }));
  return { batches: again, told: hole.told };
}

/** What was told since a hole against what is found now that it is filled: what is new, and what is revised. */
export function compare(
  told: readonly WeightChange[],
  found: readonly WeightChange[],
): { readonly added: readonly WeightChange[]; readonly revised: readonly RevisedChange[] } {
  const added = [...found];
  const revised: RevisedChange[] = [];
  for (const change of told) {
    const at = added.findIndex((other) => isOf(change, other));
    const now = at === -1 ? undefined : added.splice(at, 1)[0];
    if (now === undefined || !isSame(change, now)) revised.push({ told: change, now });
  }
  return { added, revised };
}

function isOf(a: WeightChange, b: WeightChange): boolean {
  return (
    Math.abs(a.to - b.to) < sameWithin && a.plates.some(({ plate }) => b.plates.some((one) => one.plate === plate))
  );
}

function isSame(a: WeightChange, b: WeightChange): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.decidedAt === b.decidedAt &&
    a.plates.length === b.plates.length &&
    a.plates.every(({ plate, delta }, k) => plate === b.plates[k]!.plate && delta === b.plates[k]!.delta)
  );
}

/** A copy of all that the state says of one shelf, by name. */
function partsOf(state: ShelfState, room: ShelfRoom): Record<string, Numbers> {
  const names = Object.keys(state).filter((name) => !ofStore.has(name));
  return Object.fromEntries(names.map((name) => [name, partOf(state, room, name).slice()]));
}

function partOf(state: ShelfState, { shelf, offset, plates }: ShelfRoom, name: string): Numbers {
  const all = state[name as Exclude<keyof ShelfState, "holes">];
  if (ofShelf.has(name)) return all.subarray(shelf, shelf + 1);
  if (name === "tickAt") return all.subarray(shelf * ringTicks, (shelf + 1) * ringTicks);
  const each = name === "ring" ? ringTicks : 1;
  return all.subarray(offset * each, (offset + plates) * each);
}
