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
  /** How long a driver may take to let go before the hub goes on without it. */
  closeWithin: ms.default(2_000),
});

/** How connections are kept; every time in milliseconds. */
export type SupervisionSettings = z.output<typeof supervisionSettings>;
