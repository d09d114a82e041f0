import type { CancelTimer, Clock } from "@aisle/sdk";

/**
 * Runs `task` at once and then every `period` ms, without drift: a run that comes late does not shift those after it,
 * and ticks that have passed meanwhile are left out, not made up for. `task` is told how many were. One timer at a time.
 */
export function every(clock: Clock, period: number, task: (missed: number) => void): CancelTimer {
  let due = clock.now();
  let cancel: CancelTimer;
  const run = (): void => {
    const now = clock.now();
    // The host's clock may have been set back: then the grid begins anew, or the next tick would be hours away.
    if (now < due - period) due = now;
    // A timer may also run a little early, before the clock shows its time.
    const missed = Math.max(0, Math.floor((now - due) / period));
    due += (missed + 1) * period;
    cancel = clock.schedule(due - now, run);
    task(missed);
  };
  cancel = clock.schedule(0, run);
  return () => {
    cancel();
  };
}
