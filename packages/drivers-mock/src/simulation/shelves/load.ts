/** Something that makes a plate's load differ from what lies on it, for a while. Times in ms, loads in grams. */
export interface Pulse {
  /** Grams at a time. */
  at(time: number): number;
  /** From when on it is nothing. */
  readonly endsAt: number;
}

/**
 * The change of load around `at`, seen from the state after it: before it, the plate still shows what is being taken
 * or does not show what is being put; while it happens, a smooth step; after it, the plate rings and settles.
 */
export function transition(delta: number, at: number, durationMs: number, ringing: number): Pulse {
  const startsAt = at - durationMs / 2;
  const settleMs = 900;
  return {
    endsAt: at + durationMs / 2 + settleMs,
    at(time) {
      const share = (time - startsAt) / durationMs;
      if (share <= 0) return -delta;
      if (share < 1) return -delta * (1 - smooth(share));
      const since = time - startsAt - durationMs;
      return -delta * ringing * Math.exp(-since / 130) * Math.sin(since * 0.031);
    },
  };
}

/** What a load cell still lacks of a change long after it: it creeps there over half a minute. */
export function creep(delta: number, at: number): Pulse {
  const share = 0.005;
  return {
    endsAt: at + 90_000,
    at: (time) => (time < at ? 0 : -delta * share * Math.exp((at - time) / 30_000)),
  };
}

/** Somebody's weight on a plate, never quite at rest. */
export function lean(grams: number, from: number, to: number): Pulse {
  const steady = pressure(grams, from, to);
  return {
    endsAt: to,
    at: (time) =>
      steady.at(time) * (1 + 0.15 * Math.sin((time - from) * 0.006) + 0.06 * Math.sin((time - from) * 0.017)),
  };
}

/** A hand that presses on a plate from one time to another. */
export function pressure(grams: number, from: number, to: number): Pulse {
  const ramp = Math.min(70, (to - from) / 2);
  return {
    endsAt: to,
    at(time) {
      if (time <= from || time >= to) return 0;
      return grams * smooth(Math.min(1, (time - from) / ramp, (to - time) / ramp));
    },
  };
}

/** A short wobble, such as a plate shows when its neighbour is handled. */
export function wobble(grams: number, at: number): Pulse {
  return {
    endsAt: at + 500,
    at: (time) => (time < at ? 0 : grams * Math.exp((at - time) / 120) * Math.sin((time - at) * 0.037)),
  };
}

/** From 0 to 1 without a corner at either end. */
export function smooth(share: number): number {
  const s = Math.min(1, Math.max(0, share));
  return s * s * (3 - 2 * s);
}
