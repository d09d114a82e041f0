/** One plate's part of a change: how much its load rose (+) or fell (−), in grams, and how sure that is. */
export interface PlateChange {
  /** Index of the plate within its shelf, in the store model's order. */
  readonly plate: number;
  readonly delta: number;
  /** Variance of `delta`, in square grams. */
  readonly variance: number;
  /** When this plate's own load went from its old value to its new one, where more than one plate changed: event time. */
  readonly from?: number;
  readonly to?: number;
}

/** How the load of a change's plates went: grams above the level before, summed over the plates. */
export interface ChangeCurve {
  /** Event time of the first value, ms since the epoch, and ms from one value to the next. */
  readonly at: number;
  readonly dt: number;
  readonly grams: readonly number[];
}

/** A part of a change that came at once, summed over the change's plates. */
export interface ChangeStep {
  /** The middle of the step: event time, ms since the epoch. */
  readonly at: number;
  readonly delta: number;
  /** Variance of `delta`, in square grams: what one value of the curve scatters at either end. */
  readonly variance: number;
}

/** A lasting change of load on one or more neighbouring plates of a shelf. Times are event time, ms since the epoch. */
export interface WeightChange {
  /** Index of the shelf in the store model. */
  readonly shelf: number;
  /** At least one plate; the largest change first. */
  readonly plates: readonly PlateChange[];
  /** When the weight began to move. */
  readonly from: number;
  /** When it had settled at its new value. */
  readonly to: number;
  /** When this was decided: the time of the sample that decided it. */
  readonly decidedAt: number;
  /** From a little before it began until it was decided, as far as it is still kept. */
  readonly curve?: ChangeCurve;
  /**
   * When it came and in which parts, in order of time; at least one, and their sum is the sum of the plates' `delta`. Two
   * hands that took from one plate within a second give two steps, a hand that presses before it takes gives one. What
   * presses harder than a hand (200 g) and goes again is told as a rise and a fall. Absent where no readings came meanwhile.
   */
  readonly steps?: readonly ChangeStep[];
}
