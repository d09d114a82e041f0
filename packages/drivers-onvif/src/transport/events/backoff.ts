import type { Random } from "@aisle/sdk";

const firstMs = 1_000;
const mostMs = 60_000;

/** Milliseconds before the next try after so many failures: 1 s doubling up to a minute, of which half is chance. */
export function backoff(failures: number, random: Random): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 10));
  return Math.round(full / 2 + (random() * full) / 2);
}
