/**
 * How often one scan showed two tracks, up to three times: then they are two people. For each track's slot a row of
 * bits, one for each other slot, in two planes: the low and the high digit of the count. So a scan of many people is
 * noted in no time. Plain data.
 */
export interface MetBook {
  /** Slots there are: a power of two, and whole words of a row. */
  size: number;
  /** 1 for a slot that a track has. */
  taken: Uint8Array;
  low: Int32Array;
  high: Int32Array;
}

const first = 32;
/** Bits of a word, as a shift and a mask. */
const wordShift = 5;
const inWord = 31;

/** Whom one scan showed, as bits: room that is used from scan to scan. */
let shown = new Int32Array(1);

/** A book for nobody yet. */
export function createMetBook(): MetBook {
  return { size: first, taken: new Uint8Array(first), low: new Int32Array(first), high: new Int32Array(first) };
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
export function forgetMet({ size, low, high }: MetBook, slot: number): void {
  const words = size >> wordShift;
  low.fill(0, slot * words, (slot + 1) * words);
  high.fill(0, slot * words, (slot + 1) * words);
  const others = ~(1 << (slot & inWord));
  for (let k = slot >> wordShift; k < low.length; k += words) {
    low[k] = low[k]! & others;
    high[k] = high[k]! & others;
  }
}

/** Takes a slot back. */
export function freeSlot(book: MetBook, slot: number): void {
  forgetMet(book, slot);
  book.taken[slot] = 0;
}

/** Notes that one scan showed all of these. */
export function noteMet({ size, low, high }: MetBook, tracks: readonly { readonly slot: number }[]): void {
  const words = size >> wordShift;
  if (shown.length < words) shown = new Int32Array(words);
  shown.fill(0, 0, words);
  for (const { slot } of tracks) shown[slot >> wordShift] = shown[slot >> wordShift]! | (1 << (slot & inWord));
  for (const { slot } of tracks) {
    for (let word = 0; word < words; word++) {
      const k = slot * words + word;
      const digit = low[k]!;
      const more = shown[word]! & ~(digit & high[k]!);
      high[k] = high[k]! | (digit & more);
      low[k] = digit ^ more;
    }
  }
}

/** In how many scans two tracks were both seen, up to three. */
export function timesMet({ size, low, high }: MetBook, a: number, b: number): number {
  const k = a * (size >> wordShift) + (b >> wordShift);
  const bit = b & inWord;
  return ((low[k]! >>> bit) & 1) + 2 * ((high[k]! >>> bit) & 1);
}

function grow(book: MetBook): void {
  const size = 2 * book.size;
  const words = size >> wordShift;
  const taken = new Uint8Array(size);
  taken.set(book.taken);
  const wider = (plane: Int32Array): Int32Array => {
    const grown = new Int32Array(size * words);
    const half = words / 2;
    for (let row = 0; row < book.size; row++) grown.set(plane.subarray(row * half, (row + 1) * half), row * words);
    return grown;
  };
  Object.assign(book, { size, taken, low: wider(book.low), high: wider(book.high) });
}
