import { type BodyMeasure, createBodyMeasure } from "./body-measure.ts";
import { createTrack } from "./evidence.ts";
import { createState, type Track, type TrackerState } from "./tracker-state.ts";

/** A time to count from, ms since the epoch. */
export const t0 = 1_700_000_000_000;

/** A state of two sensors at a time, with nobody in it. */
export function stateAt(now = t0): TrackerState {
  const state = createState(2);
  state.now = now;
  return state;
}

/** What a sensor measures that sees somebody here, 10 cm sure. */
export function measureAt(x: number, y: number): BodyMeasure {
  const measure = createBodyMeasure();
  Object.assign(measure.main, { mx: x, my: y, rxx: 0.01, ryy: 0.01 });
  measure.count = 1;
  return measure;
}

/** Puts a track on the floor. */
export function putTrack(state: TrackerState, x: number, y: number, changes: Partial<Track> = {}): Track {
  const track = Object.assign(createTrack(state, state.now, measureAt(x, y), 0.5), changes);
  state.tracks.push(track);
  return track;
}
