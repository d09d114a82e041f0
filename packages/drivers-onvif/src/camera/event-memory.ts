import type { Clock } from "@aisle/sdk";
import type { OnvifEvent } from "../transport/onvif-transport.ts";

/** The two ways by which a camera tells of an event. */
export type EventWay = "pull-point" | "metadata";

/** So many events are remembered, and so long (ms). */
const most = 1_000;
const longest = 60_000;
/** Two ways tell of one event within this time (ms); counts for events that do not say when they were. */
const apart = 5_000;

interface Told {
  readonly at: number;
  readonly way: EventWay;
  /** The other way has told of it too. */
  paired: boolean;
}

/**
 * Knows the events that were told lately. One that says when it was is told once, however often and by whichever way it
 * comes. One that does not is told once where it comes by both ways, for by one way it may well happen twice.
 */
export class EventMemory {
  readonly #clock: Clock;
  readonly #told = new Map<string, Told>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the event is new; it is remembered. */
  isNew(event: OnvifEvent, way: EventWay): boolean {
    const now = this.#clock.now();
    const key = keyOf(event);
    const before = this.#told.get(key);
    const age = before === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - before.at);
    if (before !== undefined && event.at !== undefined && age <= longest) return false;
    if (before !== undefined && event.at === undefined && before.way !== way && !before.paired && age <= apart) {
      before.paired = true;
      return false;
    }
    // Taken out first, so that the order stays that of their times.
    this.#told.delete(key);
    this.#told.set(key, { at: now, way, paired: false });
    this.#forget(now);
    return true;
  }

  #forget(now: number): void {
    for (const [key, { at }] of this.#told) {
      if (this.#told.size <= most && Math.abs(now - at) <= longest) return;
      this.#told.delete(key);
    }
  }
}

function keyOf({ topic, at, source, key, data }: OnvifEvent): string {
  return JSON.stringify([topic, at, ...[source, key, data].map((items) => Object.entries(items).sort(byName))]);
}

const byName = ([one]: [string, string], [other]: [string, string]): number => (one < other ? -1 : one > other ? 1 : 0);
