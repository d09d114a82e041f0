/** One unit of a receipt as it is judged. Times in ms of event time after the hand had left; `null` where unknown. */
export interface ScoredUnit {
  readonly right: boolean;
  readonly confidence?: number | undefined;
  readonly review: boolean;
  readonly provisional: number | null;
  readonly settled: number | null;
}

/** Units right, wrong and missed, and receipts that are right as a whole. */
export interface Score {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly exact: number;
  readonly sessions: number;
  readonly units: readonly ScoredUnit[];
}

/** Receipts as scorers read them. Times in ms since the epoch. */
export interface ScoredReceipts {
  readonly receipts: readonly ScoredReceipt[];
}

export interface ScoredReceipt {
  readonly credential: string | null;
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly items: readonly {
    readonly gtin: string;
    readonly quantity: number;
    readonly units?: readonly {
      readonly at: number;
      readonly provisionalAt: number;
      readonly settledAt?: number | null;
      readonly confidence: number;
      readonly review: boolean;
    }[];
  }[];
}

export const noScore: Score = { tp: 0, fp: 0, fn: 0, exact: 0, sessions: 0, units: [] };

export function addScores(a: Score, b: Score): Score {
  return {
    tp: a.tp + b.tp,
    fp: a.fp + b.fp,
    fn: a.fn + b.fn,
    exact: a.exact + b.exact,
    sessions: a.sessions + b.sessions,
    units: [...a.units, ...b.units],
  };
}

/** Harmonic mean of precision and recall, 0 to 1; 1 where there was nothing to find. */
export function f1({ tp, fp, fn }: Pick<Score, "tp" | "fp" | "fn">): number {
  return tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn);
}
