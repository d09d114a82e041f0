import { type DriverReading, PlateFlag } from "@aisle/sdk";

/**
 * Gathers samples into readings. The samples of one reading are as far apart as polls are: a poll that was left out
 * ends the reading early.
 */
export class WeightBatch {
  readonly #size: number;
  readonly #dt: number;
  readonly #emit: (reading: DriverReading<"weight-shelf">) => void;
  #rows: Float32Array[] = [];
  #flags: Uint8Array = new Uint8Array(0);
  #at = 0;
  #last = 0;

  /** `size`: samples in one reading; `dt`: ms between them. */
  constructor(size: number, dt: number, emit: (reading: DriverReading<"weight-shelf">) => void) {
    this.#size = size;
    this.#dt = dt;
    this.#emit = emit;
  }

  /** One sample: grams and flags of each plate, when it was taken (ms since the epoch), and at which tick. */
  add(grams: Float32Array, flags: Uint8Array, at: number, tick: number): void {
    if (this.#rows.length > 0 && tick !== this.#last + 1) this.flush();
    if (this.#rows.length === 0) {
      this.#at = at;
      this.#flags = flags;
    } else {
      this.#flags.forEach((before, plate) => {
        this.#flags[plate] = together(before, flags[plate] ?? 0);
      });
    }
    this.#rows.push(grams);
    this.#last = tick;
    if (this.#rows.length >= this.#size) this.flush();
  }

  /** Emits what there is. */
  flush(): void {
    const [first] = this.#rows;
    if (first === undefined) return;
    const rows = this.#rows;
    this.#rows = [];
    const plates = first.length;
    const grams = rows.length === 1 ? first : new Float32Array(rows.length * plates);
    if (rows.length > 1) for (const [index, row] of rows.entries()) grams.set(row, index * plates);
    const data = { grams, samples: rows.length, plates, dt: this.#dt, flags: this.#flags };
    this.#emit({ type: "weights", at: this.#at, data });
  }
}

/** Stable only where every sample is; anything else where one sample is. */
function together(a: number, b: number): number {
  return (a & b & PlateFlag.Stable) | ((a | b) & ~PlateFlag.Stable);
}
