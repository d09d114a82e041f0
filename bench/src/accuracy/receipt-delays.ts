import type { TruthReceipt } from "@aisle/drivers-mock";

/** A receipt and the event time it was issued at, ms since the epoch. */
export interface Issued {
  readonly at: number;
  readonly credential: string | null;
  readonly exitedAt: number;
}

/**
 * Milliseconds from the moment a shopper had left in fact to the receipt, for each credential's visit that has one.
 * Visits of one credential are told apart by when they ended.
 */
export function receiptDelays(real: readonly TruthReceipt[], issued: readonly Issued[]): readonly number[] {
  return real.flatMap(({ credential, exitedAt }) => {
    if (credential === null) return [];
    const own = issued.filter((each) => each.credential === credential);
    own.sort((a, b) => Math.abs(a.exitedAt - exitedAt) - Math.abs(b.exitedAt - exitedAt));
    return own[0] === undefined ? [] : [own[0].at - exitedAt];
  });
}
