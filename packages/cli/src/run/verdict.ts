import type { DeviceState } from "@aisle/sdk";
import type { ReceiptCounts } from "../truth/index.ts";

const fewestReceipts = 5;
/** Share of the receipts with a known truth that have to be exact. */
const exactShare = 0.8;

/** Why a timed run of the simulated store, of so many `seconds`, is not good enough, one sentence each; empty when it is. */
export function verdict({ receipts, withTruth, exact }: ReceiptCounts, seconds: number): readonly string[] {
  const failures: string[] = [];
  if (receipts < fewestReceipts) {
    failures.push(`${receipts} receipts were closed; at least ${fewestReceipts} were expected`);
  }
  if (receipts > 0 && withTruth === 0) {
    failures.push("no receipt could be compared with the truth");
  } else if (exact < exactShare * withTruth) {
    const percent = Math.floor((100 * exact) / withTruth);
    failures.push(`${percent} % of the receipts were exact (${exact} of ${withTruth}); at least 80 % were expected`);
  }
  const [only] = failures;
  if (receipts >= fewestReceipts || failures.length !== 1 || only === undefined) return failures;
  // Nothing was wrong but the time.
  return [`${only}; give shoppers longer: --for ${longerFor(receipts, seconds)}`];
}

/** Why a timed run of a store of devices is not good enough; empty when it is. */
export function deviceVerdict(states: readonly DeviceState[]): readonly string[] {
  const blocked = states.length > 0 && states.every((state) => state === "blocked");
  return blocked ? ["every device of the store is blocked: none of them was ever read; mend what is said of them"] : [];
}

/** Seconds that are enough at the pace so far, with half as much again; to the next ten. */
function longerFor(receipts: number, seconds: number): number {
  const enough = receipts === 0 ? 2 * seconds : (1.5 * seconds * fewestReceipts) / receipts;
  return Math.ceil(Math.max(60, enough) / 10) * 10;
}
