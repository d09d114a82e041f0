import type { Liveness } from "@aisle/sdk";
import { z } from "zod";

/** Settings of `hid-scale`. */
export const scaleSettings = z.strictObject({
  /** Id of its data report. */
  reportId: z.number().int().min(1).max(255).default(3),
  /** How many reports a second it sends, for one that sends all the time. */
  rate: z.number().min(0.01).max(1_000).optional(),
  /** It is offline at the latest after so many ms of silence; takes the place of what follows from `rate`. */
  silentAfter: z.number().int().min(100).max(86_400_000).optional(),
  /** Output report that zeroes it, in hexadecimal, its id first. */
  zero: z
    .string()
    .regex(/^(?:[0-9a-fA-F]{2} ?){1,64}$/, { error: 'bytes in hexadecimal such as "02 02"' })
    .default("02 02"),
});

/** Settings of `hid-scale`. */
export type ScaleSettings = z.output<typeof scaleSettings>;

/** Silence is noticed at most a quarter late, and timers are late themselves. */
const early = 0.75;

/** How the scale is watched: three periods of silence, but not less than a second, are too many. */
export function scaleLiveness({ rate, silentAfter }: ScaleSettings): Liveness {
  if (silentAfter !== undefined) return { within: early * silentAfter };
  return rate === undefined ? "unwatched" : { within: early * Math.max(1_000, 3_000 / rate) };
}
