/** Bits of a plate's state in `weights.flags`. */
export const PlateFlag = {
  /** The transmitter calls the value stable. */
  Stable: 1,
  /** Above the plate's range. */
  Over: 2,
  /** Below the plate's range. */
  Under: 4,
  /** The plate does not work; its value is not a number. */
  Fault: 8,
} as const;

/** What a shelf of weighed plates can say. A scale is a shelf of one plate. */
export interface WeightShelfReadings {
  weights: {
    /**
     * `samples × plates` values in grams, one sample after the other, plates in the order of the store model.
     * `NaN` where a plate gave nothing. Only changes mean anything: tare and drift are not taken out.
     */
    readonly grams: Float32Array;
    /** How many samples there are. The first was taken at the reading's `at`. */
    readonly samples: number;
    /** How many plates there are. */
    readonly plates: number;
    /** Milliseconds from one sample to the next. */
    readonly dt: number;
    /** One byte of `PlateFlag` bits a plate, for the whole batch; absent where the hardware does not tell. */
    readonly flags?: Uint8Array;
  };
  /** Plates were tared or zeroed: their values jumped and nobody took anything. Indices in the store model's order. */
  rebaselined: { readonly plates: readonly number[]; readonly cause: "tare" | "zero" };
}

/** What a shelf of weighed plates can be told. */
export interface WeightShelfCommands {
  /** Make the plates' present load their zero; without `plates`, all of them. */
  tare: { readonly input: { readonly plates?: readonly number[] }; readonly output: undefined };
}
