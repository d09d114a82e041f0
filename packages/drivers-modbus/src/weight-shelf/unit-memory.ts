import type { UnitImage } from "./decode.ts";

/** Channels whose zero has moved, and why. */
export interface Moved {
  readonly channels: readonly number[];
  readonly cause: "tare" | "zero";
}

/** What is remembered of a unit from one answer to the next: its counters, and what its channels say of their tare. */
export class UnitMemory {
  readonly #zeroMask: number;
  #sample: number | undefined;
  #same = 0;
  #zero: number | undefined;
  #tared: Uint16Array | undefined;
  #ownTares = 0;

  constructor(zeroMask: number) {
    this.#zeroMask = zeroMask;
  }

  /** How many answers in a row had the same sample; 0 for a new one, or where the unit does not count them. */
  samples(image: UnitImage): number {
    this.#same = image.sampleCounter >= 0 && image.sampleCounter === this.#sample ? this.#same + 1 : 0;
    this.#sample = image.sampleCounter;
    return this.#same;
  }

  /** How many tares or zeros the unit has counted since the last answer; 0 where it does not count them. */
  zeros(image: UnitImage): number {
    if (image.zeroCounter < 0 || this.#zero === undefined) return 0;
    return (image.zeroCounter - this.#zero) & this.#zeroMask;
  }

  /** Channels whose status says another thing of their tare than before. */
  turned(image: UnitImage): readonly number[] {
    const before = this.#tared;
    if (before === undefined) return [];
    return [...image.tared.keys()].filter((channel) => image.tared[channel] !== before[channel]);
  }

  /** Why the zero moved: our own tare, or somebody at the unit. */
  get cause(): Moved["cause"] {
    return this.#ownTares > 0 ? "tare" : "zero";
  }

  /** The answer was told on. */
  keep(image: UnitImage, zeros: number): void {
    if (zeros > 0) this.#ownTares = 0;
    this.#zero = image.zeroCounter < 0 ? undefined : image.zeroCounter;
    this.#tared = image.tared.slice();
  }

  /** We tared it, or may have. */
  tared(): void {
    this.#ownTares += 1;
    this.#tared = undefined;
  }
}
