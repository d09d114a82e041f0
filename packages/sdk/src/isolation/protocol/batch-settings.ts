/** How a driver process hands over its readings. */
export interface BatchSettings {
  /** Longest wait of a reading for others to go with it, in milliseconds. One that comes after a pause does not wait. */
  readonly every: number;
  /** Most readings of one batch. */
  readonly most: number;
  /** Most batches that the host has not taken yet; beyond them readings wait in the process. */
  readonly window: number;
  /** Most readings that wait there; beyond them the oldest are dropped and counted. */
  readonly waiting: number;
}

/** Most bytes of buffers in one batch: a frame of a camera goes alone. */
export const mostBatchBytes = 1 << 20;
/** Most bytes of buffers that wait in a driver process; beyond them the oldest readings are dropped. */
export const mostWaitingBytes = 64 << 20;

/** The host says how far it has come after so many batches: often enough that the window is never used up by that. */
export function ackEvery({ window }: BatchSettings): number {
  return Math.max(1, window >> 1);
}
