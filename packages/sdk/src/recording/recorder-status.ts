import type { AisleError } from "../errors/aisle-error.ts";

/** Whether what comes is being written. */
export type RecorderState =
  | { readonly state: "recording" }
  /** The disk is full or away; it is tried again, and the store goes on. */
  | { readonly state: "stalled"; readonly reason: AisleError }
  | { readonly state: "closed" };

/** Where a recording stands. */
export type RecorderStatus = RecorderState & {
  /** Readings, statuses and ticks that have been written. */
  readonly written: number;
  /** Those that were dropped because the queue was full, or their data cannot be written. */
  readonly dropped: number;
  /** Those that wait for the disk. */
  readonly waiting: number;
  /** Bytes written, and in how many files. */
  readonly bytes: number;
  readonly files: number;
};
