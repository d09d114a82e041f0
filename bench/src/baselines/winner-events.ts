import type { StoreModel } from "@aisle/sdk/store";
import { meanOf, type PlateSeries } from "./plate-series.ts";

/** The rules' own figures: grams of deviation over a second, how long it lasts (30 samples at 60 Hz), least change. */
const activeAbove = 20;
const windowMs = 1000;
const activeFor = 500;
const leastChange = 10;
/** Levels before and after are means over this time, ms. */
const levelOver = 250;

/** A level of a shelf was at work, and its plates weigh something else after it. */
export interface LevelEvent {
  readonly from: number;
  readonly to: number;
  /** Plates of the level by id, and the grams that each has gained. */
  readonly changes: ReadonlyMap<string, number>;
}

/** Events of every level of a shelf: its plates' ids up to the last stroke. */
export function levelEvents(model: StoreModel, series: PlateSeries): readonly LevelEvent[] {
  const levels = new Map<string, number[]>();
  const ids = model.shelves[series.shelf]?.plates.map(({ id }) => id) ?? [];
  for (const [plate, id] of ids.entries()) {
    const level = id.slice(0, id.lastIndexOf("/"));
    levels.set(level, [...(levels.get(level) ?? []), plate]);
  }
  return [...levels.values()].flatMap((plates) => eventsOf(series, plates, ids));
}

function eventsOf(series: PlateSeries, plates: readonly number[], ids: readonly string[]): readonly LevelEvent[] {
  const { dt, at, samples } = series;
  const window = Math.max(2, Math.round(windowMs / dt));
  const few = Math.max(1, Math.round(levelOver / dt));
  const active = activeOf(series, plates, window);
  const events: LevelEvent[] = [];
  for (let begin = 0; begin < samples; begin++) {
    if (active[begin] === 0) continue;
    let end = begin;
    while (end + 1 < samples && active[end + 1] === 1) end++;
    // The window in which the deviation first showed began with the level before.
    const before = begin - window;
    if (end - begin >= activeFor / dt) {
      const changes = new Map<string, number>();
      let sum = 0;
      for (const plate of plates) {
        const change = meanOf(series, plate, end, end + few) - meanOf(series, plate, before - few, before);
        changes.set(ids[plate] ?? "", change);
        sum += change;
      }
      if (Math.abs(sum) > leastChange) events.push({ from: at + before * dt, to: at + end * dt, changes });
    }
    begin = end;
  }
  return events;
}

/** For each sample, whether the sum of the plates has deviated by more than the limit over the window up to it. */
function activeOf(
  { grams, plates: stride, samples }: PlateSeries,
  plates: readonly number[],
  window: number,
): Uint8Array {
  const sums = new Float64Array(samples);
  for (let k = 0; k < samples; k++) for (const plate of plates) sums[k]! += grams[k * stride + plate] ?? 0;
  const active = new Uint8Array(samples);
  const base = sums[0] ?? 0;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < samples; k++) {
    const value = (sums[k] ?? 0) - base;
    sum += value;
    squares += value * value;
    if (k >= window) {
      const old = (sums[k - window] ?? 0) - base;
      sum -= old;
      squares -= old * old;
    }
    const count = Math.min(window, k + 1);
    if (squares / count - (sum / count) * (sum / count) > activeAbove * activeAbove) active[k] = 1;
  }
  return active;
}
