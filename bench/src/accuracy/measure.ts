import { addScores, noScore, type Score } from "../scoring/index.ts";
import type { TrackScore } from "../stores/index.ts";
import { addTracks } from "./track-counts.ts";

/** What was measured of one scene, or of several together. */
export interface Measured {
  readonly score: Score;
  readonly tracks?: TrackScore | undefined;
  /** Milliseconds from leaving to the receipt. */
  readonly delays: readonly number[];
  readonly storeSeconds: number;
  /** Seconds of this machine: the whole process, and the engine alone on what was parsed before. */
  readonly process: number;
  readonly engine: number;
}

export const nothing: Measured = { score: noScore, delays: [], storeSeconds: 0, process: 0, engine: 0 };

export function together(a: Measured, b: Measured): Measured {
  return {
    score: addScores(a.score, b.score),
    tracks: b.tracks === undefined ? a.tracks : addTracks(a.tracks, b.tracks),
    delays: [...a.delays, ...b.delays],
    storeSeconds: a.storeSeconds + b.storeSeconds,
    process: a.process + b.process,
    engine: a.engine + b.engine,
  };
}
