import type { Source } from "./source.ts";

/** How the readings of a device came: counted since the engine began. */
export interface DeviceCounts {
  /** Put in their place in time. */
  readonly inTime: number;
  /** Came after their turn and went on with the next piece of event time. */
  readonly late: number;
  /** Came too late to be used, or from too far ahead. */
  readonly dropped: number;
  /** Said once more what had been said. */
  readonly twice: number;
  /**
   * How many milliseconds of event time they may be behind the newest of the store and still be put in their place, as
   * learned from this device. All may be as late as the slowest device that streams.
   */
  readonly bound: number;
}

/** A device whose readings came late or were dropped, and how many of how many, since it was asked last. */
export interface Trouble {
  readonly device: string;
  readonly readings: number;
  readonly late: number;
  readonly dropped: number;
}

/** A device is in trouble when something of it was dropped, or so many of its readings, and such a share, came late. */
const lateAtLeast = 10;
const lateShare = 0.05;

export function countsOf({ counts, bound }: Source): DeviceCounts {
  return { ...counts, bound };
}

/** What went wrong with a device since this was asked last; `undefined` where nothing did that matters. */
export function troubleOf(device: string, source: Source): Trouble | undefined {
  const { counts, asked } = source;
  const late = counts.late - asked.late;
  const dropped = counts.dropped - asked.dropped;
  const readings = late + dropped + counts.inTime - asked.inTime;
  source.asked = { ...counts };
  if (dropped === 0 && (late < lateAtLeast || late < lateShare * readings)) return undefined;
  return { device, readings, late, dropped };
}
