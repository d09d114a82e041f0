import type { Reading } from "@aisle/sdk";
import { insert, isEmpty, pieceMs, pieceOf, piecesAtMost, takeFirst } from "./calendar.ts";
import { countsOf, type DeviceCounts, type Trouble, troubleOf } from "./device-counts.ts";
import { createOrderState, never, type OrderState, type SourceSettings } from "./order-state.ts";
import { eventTime, isStreamed } from "./reading-order.ts";
import { hasTold, isHeard, learn, type Source } from "./source.ts";
import { compareClocks, hearHost, stepAhead, storeNow, uselessAfter, watermarkOf } from "./store-clock.ts";

/** More waiting readings than this means that time stands still: the oldest go on. More than the second are dropped. */
const waitingLong = 20_000;
const waitingAtMost = 32_768;
/** So many readings in a row that come too late are no stragglers: their source's clock is another. */
const clockWrong = 20;
/** A reading from further ahead of the store's clock than this has the clocks compared. Ms. */
const aheadSlack = 100;
/** The first bound holds for so long after time has begun: by then who streams has been heard. Ms. */
const startsFor = 2000;

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
    const sources = [...devices].sort((a, b) => a.turn - b.turn || (a.id < b.id ? -1 : 1));
    this.#ranks = new Map(sources.map(({ id }, rank) => [id, rank]));
    this.#least = Math.max(0, ...devices.map(({ bound }) => bound));
    this.state = createOrderState(sources);
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
    const usual = at > state.told * pieceMs && at <= storeNow(state) + aheadSlack;
    if (usual) source.tooLate = 0;
    if ((!usual && !this.#isUsable(source, at)) || this.#isFull()) source.counts.dropped += 1;
    else if (hasTold(source, at) || !this.#put(at, rank, reading)) source.counts.twice += 1;
    else this.#hear(source, at);
  }

  /** The host's clock goes on to `host`. */
  advance(host: number): void {
    hearHost(this.state, host);
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
      // Before time begins.
      if (state.told === never) return undefined;
      const end = (state.told + 1) * pieceMs;
      const to = watermarkOf(state);
      if (end > to && !state.ending && calendar.waiting <= waitingLong) return undefined;
      if (calendar.waiting === 0 && (!state.begun || to - end > stepAhead)) {
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
    return Object.fromEntries([...this.#ranks].map(([id, rank]) => [id, countsOf(sources[rank]!)]));
  }

  /** The devices whose readings came late or were dropped since this was asked last. */
  troubles(): readonly Trouble[] {
    const { sources } = this.state;
    return [...this.#ranks].flatMap(([id, rank]) => troubleOf(id, sources[rank]!) ?? []);
  }

  /** Whether a reading is of use that is late or ahead of the store's clock; compares the clocks where it may be that. */
  #isUsable(source: Source, at: number): boolean {
    const { state } = this;
    if (at > storeNow(state) + aheadSlack) compareClocks(state);
    else if (!this.#isTooLate(at)) source.tooLate = 0;
    else if (++source.tooLate >= clockWrong) compareClocks(state);
    return at <= storeNow(state) + uselessAfter && !this.#isTooLate(at);
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
    const from = Math.min(at, storeNow(state));
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
    const newest = Math.min(at, storeNow(state));
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
