import type { CancelTimer, Clock } from "./clock.ts";

/** The longest wait that Node's timers take; a longer one would run at once. */
const longestWaitMs = 2_147_483_647;

function schedule(delayMs: number, task: () => void): CancelTimer {
  let left = delayMs > 0 ? delayMs : 0;
  let handle: NodeJS.Timeout;
  const arm = (): void => {
    const wait = Math.min(left, longestWaitMs);
    left -= wait;
    handle = setTimeout(left > 0 ? arm : task, wait);
  };
  arm();
  return () => {
    clearTimeout(handle);
  };
}

/** The time of the host. Its timers do not follow steps of the wall clock. */
export const systemClock: Clock = { now: () => Date.now(), schedule };
