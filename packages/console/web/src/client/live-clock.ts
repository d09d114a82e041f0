/** The floor is shown this long after it was said, ms, so that the next frame is mostly there to move towards. */
const delay = 150;
/** The shown time runs at most this much faster or slower than real time to come right. */
const bend = 0.1;
/** Where it is wrong by more than this, ms, it jumps. */
const jump = 1_000;
/** How fast a lucky early message is forgotten, ms a ms. */
const forget = 0.02;

/** Store time for a floor that is live: even, though messages come unevenly. */
export interface LiveClock {
  /** Something of store time `t` has come at `now`. */
  heard(t: number, now: number): void;
  /** The store time to show, or `undefined` before anything was heard. Stands still when nothing comes. */
  at(now: number): number | undefined;
  reset(): void;
}

export function createLiveClock(): LiveClock {
  let newest = -Infinity;
  // Store time minus the page's: of the message that was least late, and the one that is shown.
  let best = -Infinity;
  let bestAt = 0;
  let shown: number | undefined;
  let shownAt = 0;
  return {
    heard(t, now) {
      newest = Math.max(newest, t);
      best = Math.max(t - now, best - forget * Math.max(0, now - bestAt));
      bestAt = now;
    },
    at(now) {
      if (newest === -Infinity) return undefined;
      const goal = best - delay;
      const most = bend * Math.max(0, now - shownAt);
      if (shown === undefined || Math.abs(goal - shown) > jump) shown = goal;
      else shown += Math.min(most, Math.max(-most, goal - shown));
      shownAt = Math.max(shownAt, now);
      return Math.min(newest, now + shown);
    },
    reset() {
      newest = -Infinity;
      best = -Infinity;
      bestAt = 0;
      shown = undefined;
      shownAt = 0;
    },
  };
}
