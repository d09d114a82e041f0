import type { CancelTimer, Clock, Direction } from "@aisle/sdk";
import { createListeners } from "../wire/listeners.ts";
import type { TurnstileHands } from "./hands.ts";

/** What happens at a turnstile. */
export type TurnstileEvent = "authorised" | "started" | "completed" | "timed-out" | "reverted" | "forced";

/** The mechanics of a turnstile, which its board reads and drives. */
export interface Turnstile extends TurnstileHands {
  /** Passages since it was made; unsigned 32-bit, they roll over. */
  readonly passages: Readonly<Record<Direction, number>>;
  /** Who is in the way. */
  readonly underWay: Direction | undefined;
  readonly onFire: boolean;
  /** Whether it takes leave for one person now: nobody is in the way, and nobody has leave. */
  readonly ready: boolean;
  /** Milliseconds that are left for whoever has leave; 0 where nobody has. */
  readonly leftMs: number;
  /** Gives leave to one person. False where it is not ready. */
  admit(direction: Direction): boolean;
}

/** What a board adds to the mechanics. */
export interface TurnstileOptions {
  readonly clock: Clock;
  /** How long leave lasts (ms). */
  readonly windowMs: number;
  /** How many have passed before, in each direction. */
  readonly passages?: Readonly<Record<Direction, number>>;
  /** Whether anybody may pass, by the board's mode. */
  readonly isFree: (direction: Direction) => boolean;
  /** Whether nobody may pass, by the board's mode. A fire alarm goes before. */
  readonly isShut: () => boolean;
  readonly onEvent: (event: TurnstileEvent, direction: Direction) => void;
}

/** Makes a turnstile that nobody is in. */
export function createTurnstile(options: TurnstileOptions): Turnstile {
  const { clock, windowMs, isFree, isShut, onEvent } = options;
  const passages = { in: 0, out: 0, ...options.passages };
  const admitted = createListeners<Direction>();
  let leave: { readonly direction: Direction; readonly until: number; readonly cancel: CancelTimer } | undefined;
  let underWay: Direction | undefined;
  let onFire = false;

  const runOut = (): void => {
    // Whoever is in the way already may finish.
    if (leave === undefined || clock.now() < leave.until || underWay === leave.direction) return;
    const { direction } = leave;
    leave = undefined;
    onEvent("timed-out", direction);
  };

  return {
    passages,
    get underWay() {
      return underWay;
    },
    get onFire() {
      return onFire;
    },
    get ready() {
      return leave === undefined && underWay === undefined;
    },
    get leftMs() {
      return leave === undefined ? 0 : Math.max(0, Math.ceil(leave.until - clock.now()));
    },
    admit(direction) {
      if (leave !== undefined || underWay !== undefined) return false;
      leave = { direction, until: clock.now() + windowMs, cancel: clock.schedule(windowMs, runOut) };
      onEvent("authorised", direction);
      admitted.tell(direction);
      return true;
    },
    mayPass(direction) {
      if (underWay !== undefined) return false;
      if (onFire) return true;
      return !isShut() && (isFree(direction) || leave?.direction === direction);
    },
    letPass(direction) {
      return !onFire && !isShut() && this.admit(direction);
    },
    start(direction) {
      if (!this.mayPass(direction)) return false;
      underWay = direction;
      onEvent("started", direction);
      return true;
    },
    complete(direction) {
      if (underWay !== direction) return;
      underWay = undefined;
      if (leave?.direction === direction) {
        leave.cancel();
        leave = undefined;
      }
      passages[direction] = (passages[direction] + 1) >>> 0;
      onEvent("completed", direction);
    },
    giveUp(direction) {
      if (underWay !== direction) return;
      underWay = undefined;
      onEvent("reverted", direction);
      runOut();
    },
    force(direction) {
      onEvent("forced", direction);
    },
    fire(active) {
      onFire = active;
    },
    onAdmit: (listener) => admitted.add(listener),
  };
}

/** The hands of a turnstile alone, for a board to give out. */
export function handsOf(turnstile: Turnstile): TurnstileHands {
  return {
    mayPass: (direction) => turnstile.mayPass(direction),
    letPass: (direction) => turnstile.letPass(direction),
    start: (direction) => turnstile.start(direction),
    complete: (direction) => {
      turnstile.complete(direction);
    },
    giveUp: (direction) => {
      turnstile.giveUp(direction);
    },
    force: (direction) => {
      turnstile.force(direction);
    },
    fire: (active) => {
      turnstile.fire(active);
    },
    onAdmit: (listener) => turnstile.onAdmit(listener),
  };
}
