import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";

/** A device changed its state, as fusion is told. */
export interface RecordedStatus {
  readonly kind: "device";
  readonly type: "status";
  readonly device: string;
  /** When it came about, milliseconds since the epoch. */
  readonly at: number;
  readonly status: DeviceStatus;
}

/** Time went on, or the store closed, as fusion was told. */
export interface RecordedClock {
  readonly kind: "clock";
  readonly type: "tick" | "closing";
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Everything that fusion is told: the same inputs in the same order give the same store events, byte for byte. */
export type RecordedInput = Reading | RecordedStatus | RecordedClock;

/** Inputs that were not recorded: the disk did not keep up or was away, or what a driver said cannot be written. */
export interface RecordedGap {
  readonly kind: "recorder";
  readonly type: "gap";
  /** From the first to the last of them, milliseconds since the epoch. */
  readonly at: number;
  readonly until: number;
  /** How many inputs are missing. */
  readonly dropped: number;
  /** How many of them a device would have said; statuses count for their device, ticks are not in here. */
  readonly byDevice: Readonly<Record<string, number>>;
}

/** What is written to a file, in this order. */
export type RecordedEntry = RecordedInput | RecordedGap;

/** Whether an entry is a reading of a device. */
export function isReading(entry: RecordedEntry): entry is Reading {
  return "seq" in entry;
}
