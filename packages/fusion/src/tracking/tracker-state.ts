import type { Motion } from "./motion.ts";
import { createSensor, type SensorState } from "./sensor-state.ts";
import type { TrackEvent } from "./track.ts";
import type { PlaceRing, WristRing } from "./track-history.ts";

/** One person on the floor, as the tracker knows them. Plain data. */
export interface Track {
  id: number;
  motion: Motion;
  /** Event time of `motion`. */
  at: number;
  /** Log-odds that there is somebody. */
  odds: number;
  hits: number;
  confirmed: boolean;
  /** Has been in the store, and since then at most so far out of a gate, metres. */
  entered: boolean;
  out: number;
  bornAt: number;
  seenAt: number;
  endedAt: number;
  /** The last id each sensor gave, and when. */
  readonly names: Map<number, { id: string | number; at: number }>;
  /** How many scans in a row each sensor has missed this person. */
  readonly misses: Uint16Array;
  /** How often a scan showed this person and another, younger track's: then they are two. By the other's id. */
  met: Map<number, number>;
  places: PlaceRing;
  wrists: WristRing;
}

/** Everything that changes: a structured clone of it is a snapshot. */
export interface TrackerState {
  now: number;
  nextId: number;
  housekeptAt: number;
  /** In order of birth. */
  tracks: Track[];
  /** Tracks that ended or were merged in the last seconds, for questions about the past. */
  ended: Track[];
  /** Since when tracks have been close that were never seen both in one scan; keys are `older:younger`. */
  close: Map<string, number>;
  sensors: SensorState[];
  /** Share of all cameras' people that come with a head. */
  heads: number;
  events: TrackEvent[];
  /** Scans in a row that came from long before `now`. */
  stale: number;
}

/** A state with nobody in it. */
export function createState(sensors: number): TrackerState {
  return {
    now: -Infinity,
    nextId: 1,
    housekeptAt: -Infinity,
    tracks: [],
    ended: [],
    close: new Map(),
    sensors: Array.from({ length: sensors }, createSensor),
    heads: 0,
    events: [],
    stale: 0,
  };
}
