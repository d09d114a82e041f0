/** What one shopper, or a group under one credential, really took. */
export interface TruthReceipt {
  /** `null` for somebody who came in without one. */
  readonly credential: string | null;
  readonly persons: readonly string[];
  /** Milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly items: readonly { readonly gtin: string; readonly quantity: number }[];
}

/** What one hand really did at one plate. */
export interface TruthInteraction {
  /** When the weight changed, milliseconds since the epoch. */
  readonly t: number;
  /** When the hand drew back. */
  readonly left?: number;
  readonly person: string;
  readonly kind: "pick" | "return" | "touch";
  readonly gtin?: string;
  readonly quantity?: number;
  readonly plate: string;
}

/** What really happened in a scene: the shape of its `truth.json`. */
export interface SceneTruth {
  readonly receipts: readonly TruthReceipt[];
  readonly interactions: readonly TruthInteraction[];
  /** For each person: milliseconds after `t0`, and metres on the floor. */
  readonly paths: Readonly<Record<string, readonly (readonly [ms: number, x: number, y: number])[]>>;
  /** Milliseconds since the epoch. */
  readonly t0: number;
}
