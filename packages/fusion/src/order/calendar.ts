import type { Reading } from "@aisle/sdk";
import { orderOf } from "./reading-order.ts";

/** Event time is cut into pieces of this length, in milliseconds; a piece is told when it is over. */
export const pieceMs = 50;
/** Pieces that are kept at once, a power of two: 12.8 s. */
export const piecesAtMost = 256;
const firstCapacity = 256;
const none = -1;

/**
 * Readings that wait for their turn, a list for each piece of event time, each list in order. Plain data. Entries are
 * indices into the arrays; those that are free form a list too.
 */
export interface CalendarState {
  /** First and last entry of each piece; its slot is its number modulo `piecesAtMost`. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Of each entry: its neighbours in the list, its event time, its source, and the reading. */
  before: Int32Array;
  after: Int32Array;
  at: Float64Array;
  source: Int32Array;
  readonly readings: (Reading | null)[];
  /** The first free entry. */
  free: number;
  waiting: number;
}

export function createCalendar(): CalendarState {
  const state: CalendarState = {
    first: new Int32Array(piecesAtMost).fill(none),
    last: new Int32Array(piecesAtMost).fill(none),
    before: new Int32Array(0),
    after: new Int32Array(0),
    at: new Float64Array(0),
    source: new Int32Array(0),
    readings: [],
    free: none,
    waiting: 0,
  };
  grow(state, firstCapacity);
  return state;
}

/** The number of the piece that an event time belongs to: the one that ends at or after it. */
export function pieceOf(at: number): number {
  return Math.ceil(at / pieceMs);
}

/**
 * Puts a reading into its place in a piece: by event time, then source, then what it is. `false` where the same reading
 * waits there already. The caller sees to it that not too many wait.
 */
export function insert(calendar: CalendarState, piece: number, at: number, source: number, reading: Reading): boolean {
  if (calendar.free === none) grow(calendar, 2 * calendar.at.length);
  const { first, last, before, after, at: times } = calendar;
  const slot = piece & (piecesAtMost - 1);
  let left = last[slot]!;
  let right = none;
  while (left !== none && times[left]! >= at) {
    if (times[left] === at) {
      const order = compare(calendar, left, source, reading);
      if (order === 0) return false;
      if (order < 0) break;
    }
    right = left;
    left = before[left]!;
  }
  const entry = calendar.free;
  calendar.free = after[entry]!;
  before[entry] = left;
  after[entry] = right;
  times[entry] = at;
  calendar.source[entry] = source;
  calendar.readings[entry] = reading;
  if (left === none) first[slot] = entry;
  else after[left] = entry;
  if (right === none) last[slot] = entry;
  else before[right] = entry;
  calendar.waiting += 1;
  return true;
}

/** Takes the first reading out of a piece. */
export function takeFirst(calendar: CalendarState, piece: number): Reading | undefined {
  const slot = piece & (piecesAtMost - 1);
  const entry = calendar.first[slot]!;
  if (entry === none) return undefined;
  const next = calendar.after[entry]!;
  calendar.first[slot] = next;
  if (next === none) calendar.last[slot] = none;
  else calendar.before[next] = none;
  calendar.after[entry] = calendar.free;
  calendar.free = entry;
  calendar.waiting -= 1;
  const reading = calendar.readings[entry]!;
  calendar.readings[entry] = null;
  return reading;
}

export function isEmpty(calendar: CalendarState, piece: number): boolean {
  return calendar.first[piece & (piecesAtMost - 1)] === none;
}

/** Of one moment: negative where the entry comes before the reading, 0 where it is the same reading. */
function compare(calendar: CalendarState, entry: number, source: number, reading: Reading): number {
  const other = calendar.source[entry]!;
  return other === source ? orderOf(calendar.readings[entry]!, reading) : other - source;
}

function grow(calendar: CalendarState, capacity: number): void {
  const used = calendar.at.length;
  const wider = (old: Int32Array): Int32Array => {
    const array = new Int32Array(capacity);
    array.set(old);
    return array;
  };
  calendar.before = wider(calendar.before);
  calendar.after = wider(calendar.after);
  calendar.source = wider(calendar.source);
  const at = new Float64Array(capacity);
  at.set(calendar.at);
  calendar.at = at;
  for (let entry = used; entry < capacity; entry++) {
    calendar.after[entry] = entry + 1 < capacity ? entry + 1 : calendar.free;
    calendar.readings.push(null);
  }
  calendar.free = used;
}
