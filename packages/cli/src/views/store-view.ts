import type { StoreEvent } from "@aisle/fusion";
import type { DeviceKind, DeviceStatus } from "@aisle/sdk";
import type { CheckedReceipt, ReceiptCounts } from "../truth/index.ts";

/** What a run came to. */
export interface RunSummary extends ReceiptCounts {
  /** Seconds of store time. */
  readonly seconds: number;
  readonly readings: number;
  /** Sessions that were still open at the end. */
  readonly open: number;
  /** Whether the check passed; absent where there was none. */
  readonly passed?: boolean;
  /** Why the check failed, one sentence each. */
  readonly failures: readonly string[];
}

/** One way to show a running store. Each call is one thing that happened. */
export interface StoreView {
  /** The page can be opened at this address. */
  page(url: string): void;
  event(event: StoreEvent): void;
  receipt(checked: CheckedReceipt): void;
  status(device: string, kind: DeviceKind, status: DeviceStatus): void;
  /** Something the host has to say, such as a refused command. */
  note(text: string, at: number): void;
  /** The run is over. */
  end(summary: RunSummary): void;
  /** Puts the terminal back; safe to call at any time and twice. */
  close(): void;
}

/** The summary in words, one sentence a line. */
export function summaryLines(summary: RunSummary): readonly string[] {
  const { receipts, withTruth, exact, missed, open } = summary;
  const checked = withTruth === 0 ? "" : `, ${exact} of ${withTruth} with a known truth exact`;
  const left = missed === 0 ? "" : `, ${missed} shoppers left without one`;
  const time = `${summary.seconds.toFixed(0)} s of store time, ${summary.readings} readings`;
  const lines = [`${time}: ${receipts} receipts${checked}${left}, ${open} sessions still open`];
  if (summary.passed === true) lines.push("check passed");
  return [...lines, ...summary.failures.map((failure) => `check failed: ${failure}`)];
}
