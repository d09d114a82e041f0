import type { TruthReceipt } from "@aisle/drivers-mock";
import type { Receipt } from "@aisle/fusion";
import { type CheckedReceipt, compareReceipt } from "./compare.ts";

/** How long one side waits for the other, in milliseconds of store time. */
const patience = 300_000;

/** Neither side may pile up, whatever happens. */
const mostWaiting = 1_000;

/** Counts of a whole run. */
export interface ReceiptCounts {
  /** Receipts that were issued. */
  readonly receipts: number;
  readonly withTruth: number;
  readonly exact: number;
  /** Shoppers who really left and got no receipt. */
  readonly missed: number;
}

/** Brings receipts and truths together, whichever comes first. */
export interface ReceiptCheck {
  receipt(receipt: Receipt): void;
  /** Someone really left, with this. */
  readonly truth: (truth: TruthReceipt) => void;
  /** Gives up on what has waited too long at `now`, milliseconds since the epoch. */
  advance(now: number): void;
  /** The run is over: what still waits for its truth is told without one. */
  finish(): void;
  readonly counts: ReceiptCounts;
}

/**
 * Calls `tell` once for every receipt: at once where no truth will come, else when its truth is there.
 * A receipt and a truth belong together when they share the credential and overlap in time.
 */
export function createReceiptCheck(knowsTruth: boolean, tell: (checked: CheckedReceipt) => void): ReceiptCheck {
  const counts = { receipts: 0, withTruth: 0, exact: 0, missed: 0 };
  let receipts: Receipt[] = [];
  let truths: TruthReceipt[] = [];

  const pair = (receipt: Receipt, truth: TruthReceipt | undefined): void => {
    const checked = compareReceipt(receipt, truth);
    if (truth !== undefined) counts.withTruth += 1;
    if (checked.exact === true) counts.exact += 1;
    tell(checked);
  };
  const dropReceipts = (expired: (receipt: Receipt) => boolean): void => {
    const gone = receipts.filter(expired);
    receipts = receipts.filter((receipt) => !expired(receipt));
    for (const receipt of gone) pair(receipt, undefined);
  };

  return {
    receipt(receipt) {
      counts.receipts += 1;
      // Which of those who slipped in a receipt without a credential means cannot be told.
      if (!knowsTruth || receipt.credential === null) {
        pair(receipt, undefined);
        return;
      }
      const truth = best(truths, (candidate) => shared(receipt, candidate));
      if (truth === undefined) {
        receipts.push(receipt);
        const oldest = receipts[0];
        if (receipts.length > mostWaiting) dropReceipts((waiting) => waiting === oldest);
        return;
      }
      truths = truths.filter((waiting) => waiting !== truth);
      pair(receipt, truth);
    },
    truth(truth) {
      if (truth.credential === null) return;
      const receipt = best(receipts, (candidate) => shared(candidate, truth));
      if (receipt === undefined) {
        truths.push(truth);
        if (truths.length > mostWaiting) {
          truths.shift();
          counts.missed += 1;
        }
        return;
      }
      receipts = receipts.filter((waiting) => waiting !== receipt);
      pair(receipt, truth);
    },
    advance(now) {
      dropReceipts((receipt) => receipt.exitedAt < now - patience);
      const waiting = truths.filter((truth) => truth.exitedAt >= now - patience);
      counts.missed += truths.length - waiting.length;
      truths = waiting;
    },
    finish() {
      dropReceipts(() => true);
    },
    counts,
  };
}

/** Milliseconds that a receipt and a truth of the same credential have in common; 0 or less if they do not fit. */
function shared(receipt: Receipt, truth: TruthReceipt): number {
  if (receipt.credential !== truth.credential) return 0;
  return Math.min(receipt.exitedAt, truth.exitedAt) - Math.max(receipt.enteredAt, truth.enteredAt);
}

function best<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  let found: T | undefined;
  let highest = 0;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > highest) {
      highest = value;
      found = candidate;
    }
  }
  return found;
}
