import { timesWords } from "./progress.ts";

/** What a replay came to. */
export interface ReplaySummary {
  readonly scene: string;
  readonly readings: number;
  /** Seconds of store time, and how many times real time that was. */
  readonly storeSeconds: number;
  readonly timesRealTime: number;
  readonly receipts: number;
  readonly events: number;
  /** Lines of the recording that could not be used. */
  readonly issues: number;
  readonly issuesByProblem: Readonly<Record<string, number>>;
  /** Things that went wrong inside Aisle; anything above 0 is a fault. */
  readonly faults: number;
}

/** The summary in one line. */
export function replaySummaryLine(summary: ReplaySummary): string {
  const { scene, readings, storeSeconds, receipts, issues } = summary;
  const store = `${storeSeconds.toFixed(1)} s of store time (${timesWords(summary.timesRealTime)})`;
  return `${scene}: ${readings} readings, ${store}, ${receipts} receipts, ${issues} wrong lines`;
}
