/** Units of one product that came onto (+) or left (−) the plates. */
export interface ItemDelta {
  /** Index of the product in the store model. */
  readonly product: number;
  /** Whole units, never 0. */
  readonly count: number;
}

/** One way to explain a weight change. */
export interface Hypothesis {
  /** What moved. Empty: nothing did (a touch, a hand, a shake). */
  readonly items: readonly ItemDelta[];
  /** Twice the negative log-likelihood, up to a constant shared by all hypotheses of one change; lower is likelier. */
  readonly cost: number;
  /** The part of the cost that the weight has: what is left is place and number. */
  readonly misfit: number;
}
