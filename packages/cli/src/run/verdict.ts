import type { ReceiptCounts } from "../truth/index.ts";

const fewestReceipts = 5;
/** Share of the receipts with a known truth that have to be exact. */
const exactShare = 0.8;

/** Why a timed run of the simulated store is not good enough, one sentence each; empty when it is. */
export function verdict({ receipts, withTruth, exact }: ReceiptCounts): readonly string[] {
  const failures: string[] = [];
  if (receipts < fewestReceipts) {
    failures.push(`${receipts} receipts were closed; at least ${fewestReceipts} were expected`);
  }
  if (withTruth === 0) {
    failures.push("no receipt could be compared with the truth");
  } else if (exact < exactShare * withTruth) {
    const percent = Math.floor((100 * exact) / withTruth);
    failures.push(`${percent} % of the receipts were exact (${exact} of ${withTruth}); at least 80 % were expected`);
  }
  return failures;
}
