import { type Clock, type Logger, toAisleError } from "@aisle/sdk";

/** Between two lines about failures, ms: what fails fifty times a second is told once a minute. */
const quietMs = 60_000;

/** Makes functions that never throw: a failure is logged, with how many were not told before it. */
export function guard(
  clock: Clock,
  log: Logger,
): <A extends readonly unknown[]>(words: string, task: (...given: A) => void) => (...given: A) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  return (words, task) =>
    (...given) => {
      try {
        task(...given);
      } catch (thrown) {
        untold += 1;
        const now = clock.now();
        if (now < toldAt + quietMs && now >= toldAt) return;
        toldAt = now;
        const { code, message } = toAisleError(thrown);
        const more = untold > 1 ? ` (${untold} failures since the last line)` : "";
        untold = 0;
        try {
          log.error(`console: ${words}: ${message}${more}`, { code });
        } catch {
          // A log that fails has nowhere to be logged, and the store goes on.
        }
      }
    };
}
