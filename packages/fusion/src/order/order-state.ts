import type { Reading } from "@aisle/sdk";
import { type CalendarState, createCalendar } from "./calendar.ts";
import { createSource, type Source } from "./source.ts";

/** Before any time. */
export const never = Number.NEGATIVE_INFINITY;
/** How far event time stays behind the newest before the sources have shown how they differ, ms. */
const firstBound = 200;

/** A device that fusion listens to. */
export interface SourceSettings {
  readonly id: string;
  /** How late its readings may always come, milliseconds of event time. */
  readonly bound: number;
  /** Of readings of the same moment, those of the lower turn go first; of the same turn, by id. */
  readonly turn: number;
}

/** Plain data. Times are ms since the epoch. */
export interface OrderState {
  readonly calendar: CalendarState;
  /** In the order in which readings of one moment go. */
  readonly sources: Source[];
  /** The host's clock, and how far the store's devices are ahead of it where that is more than their usual way. */
  host: number;
  offset: number;
  /** Newest event time, and the host's clock when it was told. */
  newest: number;
  newestAt: number;
  /** The host's clock when a stream was heard last. */
  streamedAt: number;
  /** How far event time stays behind the newest. */
  bound: number;
  /** Event time from which on the bound is learned: by then who streams has been heard. */
  learnsFrom: number;
  /** Number of the last piece of event time that was told; −∞ before time begins. */
  told: number;
  /** Something has been told since time began. */
  begun: boolean;
  /** Event time up to which all is told, whatever is still to come. */
  forcedTo: number;
  /** Time begins anew as soon as all that waits is told. */
  ending: boolean;
  /** Readings beyond the calendar's end: what waits in it goes first. */
  beyond: { readonly at: number; readonly rank: number; readonly reading: Reading }[];
}

/** What an order stage knows at first; `sources` in the order in which readings of one moment go. */
export function createOrderState(sources: readonly SourceSettings[]): OrderState {
  return {
    calendar: createCalendar(),
    sources: sources.map(({ bound }) => createSource(bound)),
    host: never,
    offset: 0,
    newest: never,
    newestAt: 0,
    streamedAt: never,
    bound: firstBound,
    learnsFrom: never,
    told: never,
    begun: false,
    forcedTo: never,
    ending: false,
    beyond: [],
  };
}
