import type { InteractionEvidence } from "@aisle/fusion";

/** Where one person really was: ms since the epoch, metres. In order of time. */
export interface TruthPath {
  readonly person: string;
  readonly points: readonly (readonly [t: number, x: number, y: number])[];
}

/** One kind of thing on a receipt, or one that should be on it, held against the truth. */
export interface JudgedItem {
  readonly verdict: "right" | "wrong-product" | "wrong-shopper" | "invented" | "missed";
  /** The session it was booked on; absent for what was missed. */
  readonly session?: string;
  /** The shopper it belongs to, as the truth names persons or credentials. */
  readonly shopper?: string;
  readonly gtin: string;
  readonly name: string;
  readonly quantity: number;
  /** Where to look, ms since the epoch: when the weight really changed, or when the interaction was said to be. */
  readonly t: number;
  /** The interaction behind the line, or the nearest to what was missed. */
  readonly interaction?: string;
  readonly plate?: string;
  /** In words, with figures: what was measured, decided and true. Empty for what is right. */
  readonly why: string;
}

/** `GET truth`: what really happened, and once the tape is complete every line held against it. */
export interface TruthOverlay {
  readonly paths: readonly TruthPath[];
  readonly interactions: readonly {
    readonly t: number;
    readonly left?: number;
    readonly person: string;
    readonly kind: InteractionEvidence["kind"];
    readonly plate: string;
    readonly gtin?: string;
    readonly quantity?: number;
  }[];
  readonly receipts: readonly {
    readonly credential: string | null;
    readonly persons: readonly string[];
    readonly enteredAt: number;
    readonly exitedAt: number;
    readonly items: readonly { readonly gtin: string; readonly quantity: number }[];
  }[];
  /** Absent until the tape is complete. */
  readonly judged?: readonly JudgedItem[];
  /** For how many of `receipts` just what was really taken was issued; comes with `judged`. */
  readonly exactReceipts?: number;
}
