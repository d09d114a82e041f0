import { PlateFlag, type ReadingOf } from "@aisle/sdk";
import type { ShelfModel } from "@aisle/sdk/store";

/** Rows that a ring holds at least and at most: a controller may sample faster or slower than its model says. */
const leastRows = 256;
const mostRows = 4_096;
/** Room for so much more than the model's rate. */
const slack = 1.25;
/** The time of a batch that lies before what is known by more than this (ms) is a clock that was set back. */
const clockStep = 10_000;
const unusable = PlateFlag.Over | PlateFlag.Under | PlateFlag.Fault;

/** The weights of one shelf over the last seconds: rows of one sample of every plate, in order of time. */
export class ShelfRing {
  readonly shelf: ShelfModel;
  /** Rows that fit. */
  readonly size: number;
  /** How many rows were ever put in; row `n` lies at `n % size`. */
  count = 0;
  /** Values before this row mean something else: plates were tared. */
  tared = 0;
  readonly #plates: number;
  readonly #at: Float64Array;
  readonly #grams: Float32Array;

  /** `seconds` of samples at the rate of the model. */
  constructor(shelf: ShelfModel, seconds: number) {
    this.shelf = shelf;
    this.size = Math.min(mostRows, Math.max(leastRows, Math.ceil(seconds * shelf.rateHz * slack)));
    this.#plates = shelf.plates.length;
    this.#at = new Float64Array(this.size);
    this.#grams = new Float32Array(this.size * this.#plates);
  }

  /** Takes a batch in. Samples not newer than the last one are left out; a batch of another width is none of ours. */
  add({ at, data }: ReadingOf<"weight-shelf", "weights">): void {
    const { samples, plates, dt, grams, flags } = data;
    if (plates !== this.#plates || grams.length < samples * plates) return;
    if (at + samples * dt < this.newest - clockStep) {
      this.count = 0;
      this.tared = 0;
    }
    for (let k = 0; k < samples; k += 1) {
      const t = at + k * dt;
      if (!(t > this.newest)) continue;
      const row = this.count % this.size;
      const into = row * plates;
      for (let p = 0; p < plates; p += 1) {
        const dead = flags !== undefined && ((flags[p] ?? 0) & unusable) !== 0;
        this.#grams[into + p] = dead ? Number.NaN : (grams[k * plates + p] ?? Number.NaN);
      }
      this.#at[row] = t;
      this.count += 1;
    }
  }

  /** Plates were tared: their values jumped and nobody took anything. */
  rebaselined(): void {
    this.tared = this.count;
  }

  /** Time of the newest sample; −∞ before the first. */
  get newest(): number {
    return this.count === 0 ? Number.NEGATIVE_INFINITY : this.#at[(this.count - 1) % this.size]!;
  }

  /** The oldest row that is still there. */
  get first(): number {
    return Math.max(0, this.count - this.size);
  }

  /** Time of a row, ms since the epoch. */
  at(row: number): number {
    return this.#at[row % this.size]!;
  }

  /** Grams of a plate in a row; NaN where it gave nothing. */
  grams(row: number, plate: number): number {
    return this.#grams[(row % this.size) * this.#plates + plate]!;
  }

  /** The first row later than `t`. */
  after(t: number): number {
    let low = this.first;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) > t) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The rings of a store's shelves, by id of the shelf. */
export function shelfRings(shelves: readonly ShelfModel[], seconds: number): ReadonlyMap<string, ShelfRing> {
  return new Map(shelves.map((shelf) => [shelf.id, new ShelfRing(shelf, seconds)]));
}
