import type { CancelTimer, Clock } from "@aisle/sdk";
import { takeMerged } from "./merge.ts";
import type { ModbusRequest } from "./request.ts";
import type { Waiting } from "./waiting.ts";

/** Most requests that may wait for one unit, and for all units of a bus. */
export const mostWaitingForUnit = 32;
export const mostWaitingForBus = 512;
/** So many time-outs in a row make a unit a silent one. */
const silentAfter = 2;
/** A silent unit is asked again after this (ms). */
const silentRestMs = 1_000;

/** What goes over the wire next: one request, and everybody whom its answer answers. */
export interface Turn {
  readonly request: ModbusRequest;
  readonly asked: readonly Waiting[];
}

interface Unit {
  readonly number: number;
  readonly waiting: Waiting[];
  /** Time-outs in a row. */
  timeouts: number;
  /** Ends its rest; while there is one it is not asked. */
  endRest: CancelTimer | undefined;
  /** Whether several reads may become one: not any more once it failed at one. */
  merges: boolean;
}

/**
 * Who is asked next on a bus. Requests to one unit keep their order; the units that have something waiting take turns.
 * A unit that timed out twice in a row is silent: it is asked again after a rest of 1 s, and all silent units together
 * get at most a third of the bus's time, so that they do not starve the others.
 */
export class Turns {
  readonly #clock: Clock;
  /** Called when a rest is over and somebody may be asked who could not be before. */
  readonly #onRested: () => void;
  readonly #units = new Map<number, Unit>();
  /** The units that have something waiting, the next one first. */
  readonly #order = new Set<Unit>();
  #endSilentRest: CancelTimer | undefined;
  #count = 0;

  constructor(clock: Clock, onRested: () => void) {
    this.#clock = clock;
    this.#onRested = onRested;
  }

  /** Puts a request behind the others of its unit; `false` when too many wait already. */
  add(waiting: Waiting): boolean {
    const unit = this.#unit(waiting.request.unit);
    if (unit.waiting.length >= mostWaitingForUnit || this.#count >= mostWaitingForBus) return false;
    unit.waiting.push(waiting);
    this.#count += 1;
    this.#order.add(unit);
    return true;
  }

  /** Puts requests of a merged read back to the front: the unit is asked for each alone from now on. */
  putBack(asked: readonly Waiting[]): void {
    const number = asked[0]?.request.unit;
    if (number === undefined) return;
    const unit = this.#unit(number);
    const left = asked.filter(({ settled }) => !settled);
    unit.merges = false;
    unit.waiting.unshift(...left);
    this.#count += left.length;
    if (left.length > 0) this.#order.add(unit);
  }

  /** Takes out one that nobody waits for any more. */
  remove(waiting: Waiting): void {
    const unit = this.#unit(waiting.request.unit);
    const index = unit.waiting.indexOf(waiting);
    if (index < 0) return;
    unit.waiting.splice(index, 1);
    this.#count -= 1;
    if (unit.waiting.length === 0) this.#order.delete(unit);
  }

  /** Who is asked now, or nobody. */
  take(): Turn | undefined {
    for (const unit of this.#order) {
      if (unit.endRest !== undefined) continue;
      if (unit.timeouts >= silentAfter && this.#endSilentRest !== undefined) continue;
      const before = unit.waiting.length;
      const turn = takeTurn(unit);
      this.#count -= before - unit.waiting.length;
      this.#order.delete(unit);
      if (unit.waiting.length > 0) this.#order.add(unit);
      return turn;
    }
    return undefined;
  }

  /** The unit has answered, be it with an exception. */
  heard(number: number): void {
    this.#unit(number).timeouts = 0;
  }

  /** The unit did not answer a merged read: it is asked for each alone from now on. */
  failedMerged(number: number): void {
    this.#unit(number).merges = false;
  }

  /**
   * The unit did not answer for `spent` ms. It rests for `rest` ms at least, which is how long a late answer could still
   * come. Gives those that wait for it when it is silent: they are not kept waiting for one who is not there.
   */
  timedOut(number: number, spent: number, rest: number): readonly Waiting[] {
    const unit = this.#unit(number);
    unit.timeouts += 1;
    const silent = unit.timeouts >= silentAfter;
    this.#rest(unit, silent ? Math.max(rest, silentRestMs) : rest);
    if (!silent) return [];
    this.#endSilentRest?.();
    this.#endSilentRest = this.#clock.schedule(2 * spent, () => {
      this.#endSilentRest = undefined;
      this.#onRested();
    });
    const given = unit.waiting.splice(0);
    this.#count -= given.length;
    this.#order.delete(unit);
    return given;
  }

  /** Everything that waits, taken out; no timer is left. */
  close(): readonly Waiting[] {
    this.#endSilentRest?.();
    const all: Waiting[] = [];
    for (const unit of this.#units.values()) {
      unit.endRest?.();
      all.push(...unit.waiting.splice(0));
    }
    this.#order.clear();
    this.#count = 0;
    return all;
  }

  #rest(unit: Unit, ms: number): void {
    unit.endRest?.();
    unit.endRest = undefined;
    if (ms <= 0) return;
    unit.endRest = this.#clock.schedule(ms, () => {
      unit.endRest = undefined;
      this.#onRested();
    });
  }

  #unit(number: number): Unit {
    const known = this.#units.get(number);
    if (known !== undefined) return known;
    const unit: Unit = { number, waiting: [], timeouts: 0, endRest: undefined, merges: true };
    this.#units.set(number, unit);
    return unit;
  }
}

function takeTurn(unit: Unit): Turn {
  const merged = unit.merges && unit.waiting.length > 1 ? takeMerged(unit.waiting) : undefined;
  if (merged !== undefined) return { request: merged.request, asked: merged.taken };
  const first = unit.waiting.shift()!;
  return { request: first.request, asked: [first] };
}
