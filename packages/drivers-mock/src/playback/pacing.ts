import { AisleError, type Clock } from "@aisle/sdk";

/** How fast store time goes: `max`, or how many seconds of it a real second holds. */
export type Pace = "max" | number;

/** The longest wait in one go, in real ms: the store's own timers then run about when they should. */
const longestWait = 100;
/** A host's clock that goes on by more than this at once was set, or the host slept: nothing to catch up with. */
const longestStep = 1000;

/** Keeps store time in step with real time. */
export class Pacer {
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  #lastReal: number;
  /** How far store time may go. */
  #storeTime: number;

  constructor(pace: Pace, clock: Clock, startsAt: number, signal?: AbortSignal) {
    if (pace !== "max" && !(Number.isFinite(pace) && pace > 0)) {
      throw new AisleError("playback-pace-invalid", `A pace of ${pace} cannot be kept.`, {
        category: "usage",
        remedy: 'Use "max", or a number above 0: 1 for real time, 10 for ten times as fast.',
      });
    }
    this.#pace = pace;
    this.#clock = clock;
    this.#signal = signal;
    this.#lastReal = clock.now();
    this.#storeTime = startsAt;
  }

  /**
   * The latest store time, up to `t`, that may be gone to now: `t` itself at pace `max` or when it is due. Otherwise it
   * waits a little first; ask again. Returns at once when the signal is aborted.
   */
  reach(t: number): number | Promise<number> {
    if (this.#pace === "max" || t <= this.#storeTime) return t;
    this.#read(this.#pace);
    return t <= this.#storeTime ? t : this.#wait(t, this.#pace);
  }

  async #wait(t: number, pace: number): Promise<number> {
    await sleep(this.#clock, Math.min(longestWait, Math.ceil((t - this.#storeTime) / pace)), this.#signal);
    this.#read(pace);
    return Math.min(t, this.#storeTime);
  }

  #read(pace: number): void {
    const real = this.#clock.now();
    this.#storeTime += Math.min(longestStep, Math.max(0, real - this.#lastReal)) * pace;
    this.#lastReal = real;
  }
}

function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.schedule(ms, done);
    signal?.addEventListener("abort", done);
  });
}
