import type { CancelTimer, Clock } from "../time/clock.ts";

interface Group {
  readonly looks: Set<() => void>;
  cancel: CancelTimer;
}

/** Runs things again and again, all of one period by one timer, so that a thousand devices cost few timers. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #groups = new Map<number, Group>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `look` every `period` ms until it is cancelled; the first time comes earlier when others of that period beat already. */
  every(period: number, look: () => void): CancelTimer {
    const group = this.#groups.get(period) ?? this.#begin(period);
    // The same function twice would be one member.
    const own = (): void => {
      look();
    };
    group.looks.add(own);
    return () => {
      if (!group.looks.delete(own) || group.looks.size > 0) return;
      group.cancel();
      this.#groups.delete(period);
    };
  }

  #begin(period: number): Group {
    const looks = new Set<() => void>();
    const beat = (): void => {
      // Before the looks: the last of them may cancel itself, and the timer with it.
      group.cancel = this.#clock.schedule(period, beat);
      for (const look of looks) look();
    };
    const group: Group = { looks, cancel: this.#clock.schedule(period, beat) };
    this.#groups.set(period, group);
    return group;
  }
}
