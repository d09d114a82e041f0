import type { Reading } from "@aisle/sdk";
import {
  type CalendarState,
  createCalendar,
  insert,
  isEmpty,
  pieceMs,
  pieceOf,
  piecesAtMost,
  takeFirst,
} from "./calendar.ts";
import { eventTime, isStreamed } from "./reading-order.ts";
import { createSource, hasTold, isHeard, learn, type Source, type SourceCounts } from "./source.ts";

/** Later than this after its turn, or this far ahead of the store's clock, a reading is dropped and counted; ms. */
const uselessAfter = 2000;
/** A source that was heard so long ago says nothing of how far clocks are apart. */
const heardLately = 2000;
/** When nobody says anything, event time goes on so far behind the host's clock: where devices stream, and where none does. */
const silentHold = 1000;
const quietHold = 250;
const streamsFor = 10_000;
/** The host's clock going on by more than this at once is a step: time has not gone by. Ms. */
const stepAtLeast = 2 * 3_600_000;
/** More waiting readings than this means that time stands still: the oldest go on. More than the second are dropped. */
const waitingLong = 20_000;
const waitingAtMost = 32_768;
/** The host's clock going back by more than this is a step; less is an arrival told out of turn. */
const clockStep = 2000;
/** So many readings in a row that come too late are no stragglers: their source's clock is another. */
const clockWrong = 20;
/** When time begins, and for so long: by then who streams has been heard. Ms. */
const firstBound = 200;
const startsFor = 2000;
const never = Number.NEGATIVE_INFINITY;

/** A device that fusion listens to. */
export interface SourceSettings {
  readonly id: string;
  /** How late its readings may always come, milliseconds of event time. */
  readonly bound: number;
  /** Of readings of the same moment, those of the lower turn go first; of the same turn, by id. */
  readonly turn: number;
}

/** How the readings of a device came: counted since the engine began. */
export interface DeviceCounts extends Readonly<SourceCounts> {
  /**
   * How many milliseconds of event time they may be behind the newest of the store and still be put in their place, as
   * learned from this device. All of them may be as late as the slowest device that streams.
   */
  readonly bound: number;
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

/**
 * Puts readings in the order of event time: ties by device, then by what was said, never by who was heard first. Event
 * time is told in pieces of 50 ms, each when nothing of it is to be expected any more: when the newest event time of the
 * store is ahead of it by more than its sources have proved to differ. So a reading that comes within its source's bound
 * has its place whatever the order of arrival, and when a piece is told changes nothing in what is told. A later one
 * goes on with the next piece, a very late one is dropped; both are counted.
 */
export class OrderStage {
  state: OrderState;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #least: number;

  constructor(devices: readonly SourceSettings[]) {
    const sorted = [...devices].sort((a, b) => a.turn - b.turn || (a.id < b.id ? -1 : 1));
    this.#ranks = new Map(sorted.map(({ id }, rank) => [id, rank]));
    this.#least = Math.max(0, ...devices.map(({ bound }) => bound));
    const sources = sorted.map(({ bound }) => createSource(bound));
    this.state = {
      calendar: createCalendar(),
      sources,
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

  /** Event time up to which everything may be told, ms since the epoch. */
  get watermark(): number {
    const { newest, newestAt, bound, host, streamedAt, forcedTo } = this.state;
    const hold = host - streamedAt > streamsFor ? quietHold : silentHold;
    return Math.max(newest - bound, newest + (host - newestAt) - Math.max(hold, bound), forcedTo);
  }

  /** Takes a reading in; `next` and `take` tell what may go on afterwards. A device that nobody knows is passed over. */
  add(reading: Reading): void {
    const rank = this.#ranks.get(reading.device);
    if (rank === undefined) return;
    const { state } = this;
    const source = state.sources[rank]!;
    const at = eventTime(reading);
    this.advance(reading.receivedAt);
    source.streams = isStreamed(reading);
    source.lead = at - state.host;
    source.heardAt = state.host;
    if (this.#isAhead(at)) this.#compareClocks();
    else if (!this.#isTooLate(at)) source.tooLate = 0;
    else if (++source.tooLate >= clockWrong) this.#compareClocks();
    if (this.#isAhead(at) || this.#isTooLate(at) || this.#isFull()) source.counts.dropped += 1;
    else if (hasTold(source, at)) source.counts.twice += 1;
    else if (this.#put(at, rank, reading)) this.#hear(source, at);
    else source.counts.twice += 1;
  }

  /** The host's clock goes on to `host`. */
  advance(host: number): void {
    const { state } = this;
    if (host > state.host) {
      if (host - state.host > stepAtLeast && state.host !== never) state.newestAt += host - state.host;
      state.host = host;
    } else if (host < state.host - clockStep) {
      state.host = host;
      state.newestAt = Math.min(state.newestAt, host);
      state.streamedAt = Math.min(state.streamedAt, host);
      for (const source of state.sources) source.heardAt = never;
      this.#checkTime();
    }
  }

  /** All that waits may go on, and event time goes on to `at`: the store closes. */
  force(at: number): void {
    this.state.forcedTo = Math.max(this.state.forcedTo, at);
  }

  /** Begins the next piece of event time whose turn has come; gives its end. */
  next(): number | undefined {
    const { state } = this;
    const { calendar } = state;
    for (;;) {
      if (state.ending && calendar.waiting === 0) this.#end();
      if (state.beyond.length > 0) this.#fetch();
      const to = this.watermark;
      const end = (state.told + 1) * pieceMs;
      // Before time begins the end is −∞, and so is the watermark or the calendar empty.
      if (state.told === never) return undefined;
      if (end > to && !state.ending && calendar.waiting <= waitingLong) return undefined;
      if (calendar.waiting === 0 && (!state.begun || to - end > stepAtLeast)) {
        state.told = Math.floor(to / pieceMs) - 1;
        if (!state.begun) return undefined;
      }
      state.told += 1;
      if (!state.begun && isEmpty(calendar, state.told)) continue;
      state.begun = true;
      this.#learnBound();
      return state.told * pieceMs;
    }
  }

  /** The next reading of the piece that was begun. */
  take(): Reading | undefined {
    return takeFirst(this.state.calendar, this.state.told);
  }

  /** What was counted of each device, by its id. */
  counters(): Readonly<Record<string, DeviceCounts>> {
    const { sources } = this.state;
    const of = ([id, rank]: readonly [string, number]): [string, DeviceCounts] => {
      const { counts, bound } = sources[rank]!;
      return [id, { ...counts, bound }];
    };
    return Object.fromEntries([...this.#ranks].map(of));
  }

  #isAhead(at: number): boolean {
    return at > this.state.host + this.state.offset + uselessAfter;
  }

  #isTooLate(at: number): boolean {
    const { told, forcedTo, newest, bound, ending } = this.state;
    if (ending) return false;
    const turn = told * pieceMs > forcedTo ? told * pieceMs : Math.min(told * pieceMs, newest - bound);
    return at < turn - uselessAfter;
  }

  #isFull(): boolean {
    return this.state.calendar.waiting + this.state.beyond.length >= waitingAtMost;
  }

  /** Puts a reading into the calendar; `false` where it waits there already. */
  #put(at: number, rank: number, reading: Reading): boolean {
    const { state } = this;
    const { counts } = state.sources[rank]!;
    if (state.ending) {
      state.beyond.push({ at, rank, reading });
      counts.inTime += 1;
      return true;
    }
    if (state.told === never) this.#begin(at);
    const piece = pieceOf(at);
    if (piece - state.told >= piecesAtMost) {
      state.beyond.push({ at, rank, reading });
      counts.inTime += 1;
      return true;
    }
    if (!insert(state.calendar, Math.max(piece, state.told + 1), at, rank, reading)) return false;
    if (piece <= state.told && state.told * pieceMs > state.forcedTo) counts.late += 1;
    else counts.inTime += 1;
    return true;
  }

  #begin(at: number): void {
    const { state } = this;
    const from = Math.min(at, state.host + state.offset);
    state.told = pieceOf(from - state.bound) - 1;
    state.learnsFrom = from + startsFor;
  }

  #hear(source: Source, at: number): void {
    const { state } = this;
    if (source.streams) {
      state.streamedAt = state.host;
      learn(source, at, Math.max(0, state.newest - at));
      if (source.bound > state.bound) state.bound = source.bound;
    }
    const newest = Math.min(at, state.host + state.offset);
    if (newest <= state.newest) return;
    state.newest = newest;
    state.newestAt = state.host;
  }

  /** The bound of the slowest that the store waits for; never less than the model's devices may take. */
  #learnBound(): void {
    const { state } = this;
    if (state.newest < state.learnsFrom) return;
    let bound = this.#least;
    for (const source of state.sources) {
      if (source.bound > bound && isHeard(source, state.newest)) bound = source.bound;
    }
    state.bound = bound;
  }

  /** Devices that all are far from the host's clock have another time: what most of them say is right. */
  #compareClocks(): void {
    const { state } = this;
    const leads: number[] = [];
    for (const { heardAt, lead } of state.sources) if (state.host - heardAt <= heardLately) leads.push(lead);
    leads.sort((a, b) => a - b);
    const [low = 0, high = 0] = [leads[(leads.length - 1) >> 1], leads[leads.length >> 1]];
    const usual = Math.abs(low) < Math.abs(high) ? low : high;
    state.offset = usual > 0 || usual < -uselessAfter ? usual : 0;
    this.#checkTime();
  }

  /** Where the newest event time lies in the future, clocks were set back: time begins anew. */
  #checkTime(): void {
    const { state } = this;
    if (state.newest <= state.host + state.offset + uselessAfter) return;
    state.newest = never;
    state.forcedTo = never;
    state.ending = true;
  }

  #end(): void {
    this.state.ending = false;
    this.state.told = never;
    this.state.begun = false;
  }

  #fetch(): void {
    const { state } = this;
    if (state.ending) return;
    const { beyond } = state;
    state.beyond = [];
    for (const { at, rank, reading } of beyond) {
      if (state.told === never) this.#begin(at);
      const piece = pieceOf(at);
      if (piece - state.told >= piecesAtMost) state.beyond.push({ at, rank, reading });
      else insert(state.calendar, Math.max(piece, state.told + 1), at, rank, reading);
    }
  }
}
