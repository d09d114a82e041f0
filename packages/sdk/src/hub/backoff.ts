import type { Random } from "../time/clock.ts";
import type { SupervisionSettings } from "./supervision.ts";

/**
 * How long to wait, in milliseconds, after `failures` failed tries in a row (from 1): exponential with full jitter,
 * random in [0, min(cap, first · 2^(failures − 1))), so that a thousand devices do not come back in the same instant.
 * (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.)
 */
export function retryDelay(
  failures: number,
  settings: Pick<SupervisionSettings, "retryFirst" | "retryCap">,
  random: Random,
): number {
  // 2^30 times any first wait is beyond any cap, and a shift further would overflow.
  const doublings = Math.min(Math.max(failures, 1) - 1, 30);
  const bound = Math.min(settings.retryCap, settings.retryFirst * (1 << doublings));
  return Math.floor(random() * bound);
}
