import type { Reading } from "@aisle/sdk";
import { pop, push, type Waiting } from "./heap.ts";

/** How late a reading of a streaming source may come and still be put in its place, in milliseconds. */
const lateness = { camera: 100, shelf: 50 } as const;
/** A source that says nothing for so many of its periods, and at least `idleAtLeast`, holds nobody back. */
const idlePeriods = 3;
const idleAtLeast = 250;
/** No source holds the others back for longer than this. */
const holdAtMost = 1000;
/** Without a streaming source, events wait this long for one another. */
const quietHold = 250;
/** Later than this after its turn, a reading is dropped and counted. */
const uselessAfter = 2000;
/** The host's clock going back by more than this is a step, not jitter. */
const clockStep = 10_000;
/** More waiting readings than this means that time stands still: the oldest go on. */
const waitingAtMost = 20_000;

interface Source {
  /** Newest event time seen. */
  newest: number;
  /** Arrival of its newest reading. */
  heardAt: number;
  /** Smoothed milliseconds between its readings. */
  period: number;
  lateness: number;
}

export interface OrderState {
  waiting: Waiting<Reading>[];
  /** By device, streaming sources only, in order of first hearing. */
  sources: Map<string, Source>;
  indices: Map<string, number>;
  watermark: number;
  now: number;
  late: number;
  dropped: number;
}

/**
 * Puts readings in the order of event time. Each streaming source promises that nothing older than its newest event
 * time less a bound is still to come; what all of them promise may go on. A silent source promises nothing and holds
 * nobody back. A late reading goes on at once, a very late one is dropped and counted.
 */
export class OrderStage {
  state: OrderState = {
    waiting: [],
    sources: new Map(),
    indices: new Map(),
    watermark: Number.NEGATIVE_INFINITY,
    now: Number.NEGATIVE_INFINITY,
    late: 0,
    dropped: 0,
  };

  /** Takes a reading in; `take` what may go on afterwards. */
  add(reading: Reading): void {
    const state = this.state;
    const at = eventTime(reading);
    this.#hearClock(reading.receivedAt);
    let index = state.indices.get(reading.device);
    if (index === undefined) {
      index = state.indices.size;
      state.indices.set(reading.device, index);
    }
    if (at < state.watermark) {
      if (at < state.watermark - uselessAfter) {
        state.dropped += 1;
        return;
      }
      state.late += 1;
    }
    push(state.waiting, { at, source: index, seq: reading.seq, item: reading });
    this.#hear(reading, at);
    this.advance(reading.receivedAt);
  }

  /** The host's clock goes on to `now`. */
  advance(now: number): void {
    const state = this.state;
    this.#hearClock(now);
    let watermark = Number.POSITIVE_INFINITY;
    for (const source of state.sources.values()) {
      if (state.now - source.heardAt > Math.max(idlePeriods * source.period, idleAtLeast)) continue;
      watermark = Math.min(watermark, source.newest - source.lateness);
    }
    if (watermark === Number.POSITIVE_INFINITY) watermark = state.now - quietHold;
    watermark = Math.min(Math.max(watermark, state.now - holdAtMost), state.now);
    if (watermark > state.watermark) state.watermark = watermark;
  }

  /** The next reading whose turn has come. */
  take(): Reading | undefined {
    const { waiting, watermark } = this.state;
    const first = waiting[0];
    if (first === undefined || (first.at > watermark && waiting.length <= waitingAtMost)) return undefined;
    return pop(waiting)?.item;
  }

  /** The next of all that waits, whether its turn has come or not. */
  flush(): Reading | undefined {
    return pop(this.state.waiting)?.item;
  }

  #hearClock(now: number): void {
    const state = this.state;
    if (now < state.now - clockStep) {
      // The host's clock was set back: what was promised before means nothing now.
      state.watermark = Number.NEGATIVE_INFINITY;
      state.now = now;
      state.sources.clear();
      const waiting = state.waiting;
      state.waiting = [];
      for (const entry of waiting) push(state.waiting, { ...entry, at: Math.min(entry.at, now) });
    }
    if (now > state.now) state.now = now;
  }

  #hear(reading: Reading, at: number): void {
    const bound = reading.kind === "camera" ? lateness.camera : lateness.shelf;
    if (reading.kind !== "camera" && reading.type !== "weights") return;
    const source = this.state.sources.get(reading.device);
    if (source === undefined) {
      const period = idleAtLeast;
      this.state.sources.set(reading.device, { newest: at, heardAt: reading.receivedAt, period, lateness: bound });
      return;
    }
    const gap = Math.min(reading.receivedAt - source.heardAt, idlePeriods * 1000);
    source.period += (gap - source.period) / 16;
    source.heardAt = reading.receivedAt;
    if (at > source.newest) source.newest = at;
  }
}

/** When a reading is complete: the time of its last sample. */
function eventTime(reading: Reading): number {
  if (reading.kind !== "weight-shelf" || reading.type !== "weights") return reading.at;
  return reading.at + (reading.data.samples - 1) * reading.data.dt;
}
