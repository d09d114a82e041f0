/**
 * How often one scan showed two tracks: then they are two people. A square of counts, a row and a column for each
 * track's slot, so that a scan of many people is noted in no time. Plain data.
 */
export interface MetBook {
  /** Slots there are: a power of two. */
  size: number;
  /** 1 for a slot that a track has. */
  taken: Uint8Array;
  counts: Uint8Array;
}

const first = 16;
/** More often than this is not counted. */
const most = 255;

/** A book for nobody yet. */
export function createMetBook(): MetBook {
  return { size: first, taken: new Uint8Array(first), counts: new Uint8Array(first * first) };
}

/** Gives a new track a slot. */
export function takeSlot(book: MetBook): number {
  let slot = book.taken.indexOf(0);
  if (slot < 0) {
    slot = book.size;
    grow(book);
  }
  book.taken[slot] = 1;
  return slot;
}

/** Forgets whom a slot's track met, as it ends or becomes somebody else. */
export function forgetMet({ size, counts }: MetBook, slot: number): void {
  counts.fill(0, slot * size, (slot + 1) * size);
  for (let other = 0; other < size; other++) counts[other * size + slot] = 0;
}

/** Takes a slot back. */
export function freeSlot(book: MetBook, slot: number): void {
  forgetMet(book, slot);
  book.taken[slot] = 0;
}

/** Notes that one scan showed two tracks. */
export function noteMet({ size, counts }: MetBook, a: number, b: number): void {
  const k = a < b ? a * size + b : b * size + a;
  if (counts[k]! < most) counts[k] = counts[k]! + 1;
}

/** In how many scans two tracks were both seen. */
export function timesMet({ size, counts }: MetBook, a: number, b: number): number {
  return counts[a < b ? a * size + b : b * size + a]!;
}

function grow(book: MetBook): void {
  const size = 2 * book.size;
  const taken = new Uint8Array(size);
  const counts = new Uint8Array(size * size);
  taken.set(book.taken);
  for (let row = 0; row < book.size; row++) {
    counts.set(book.counts.subarray(row * book.size, (row + 1) * book.size), row * size);
  }
  Object.assign(book, { size, taken, counts });
}
