import { z } from "zod";

const ms = z.number().int().positive().max(86_400_000);

/** How connections are kept; every time in milliseconds. */
export const supervisionSettings = z.strictObject({
  /** How long opening a device or bus may take. */
  connectWithin: ms.default(10_000),
  /** Bound of the first wait before trying again; it doubles with each failure. */
  retryFirst: ms.default(1_000),
  /** No wait is longer than this. */
  retryCap: ms.default(60_000),
  /** A connection that held this long counts as stable: the waits start small again. */
  stableAfter: ms.default(60_000),
  /** A device that was lost so often after being online, within `flappingWithin`, is flapping: it is tried more slowly. */
  flappingLosses: z.number().int().min(2).max(1_000).default(5),
  flappingWithin: ms.default(600_000),
  /**
   * How long a flapping device waits between tries: between half of this and all of it. It is no longer flapping after
   * a connection that held for `stableAfter`.
   */
  flappingRetry: ms.default(300_000),
  /** How long a driver may take to let go before the hub goes on without it. */
  closeWithin: ms.default(2_000),
});

/** How connections are kept; every time in milliseconds. */
export type SupervisionSettings = z.output<typeof supervisionSettings>;
