import type { Logger, StatusReason } from "@aisle/sdk";

/** So many bad frames without as many good ones in a row between them: the line is noisy. */
const many = 5;

/** Counts what was thrown away on a line, and tells of it without flooding anybody. */
export interface NoiseMeter {
  /** Something was thrown away, and why. */
  bad(why: string): void;
  good(): void;
  /** How much was thrown away on this connection. */
  readonly count: number;
}

/**
 * Makes the meter of one connection. Five bad frames without five good ones in a row: `protocol-noise` is reported and
 * logged once; five good ones in a row: it is well again.
 */
export function createNoiseMeter(
  log: Logger,
  set: (reason: StatusReason | undefined) => void,
  remedy: string,
): NoiseMeter {
  let [count, bad, good] = [0, 0, 0];
  let noisy = false;
  return {
    get count() {
      return count;
    },
    bad(why) {
      count += 1;
      bad += 1;
      good = 0;
      if (noisy || bad < many) return;
      noisy = true;
      const message = `What comes over the line is not what its protocol says: ${why}.`;
      log.warn(message, { thrownAway: count });
      set({ code: "protocol-noise", message, remedy });
    },
    good() {
      good += 1;
      if (good < many) return;
      bad = 0;
      if (!noisy) return;
      noisy = false;
      log.info("The line is well again.", { thrownAway: count });
      set(undefined);
    },
  };
}
