import type { Motion } from "./motion.ts";
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
  readonly met: Map<number, number>;
  readonly places: PlaceRing;
  readonly wrists: WristRing;
}

/** What is known of two tracks that are close to each other. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** Since when they have been close without being seen both in one scan. */
  since: number;
}

/** One sensor as it proves itself. Sensors are the cameras in the model's order, then its pose sensors. */
export interface SensorState {
  /** How often it sees somebody who is in full view. */
  rate: number;
  /** How many people it has shown, up to where its own experience counts, and the share of them with a head. */
  people: number;
  heads: number;
  /** Event time of its last scan. */
  at: number;
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
  pairs: Map<string, Pair>;
  sensors: SensorState[];
  /** Share of all cameras' people that come with a head. */
  heads: number;
  events: TrackEvent[];
}

/** A state with nobody in it. */
export function createState(sensors: number): TrackerState {
  return {
    now: -Infinity,
    nextId: 1,
    housekeptAt: -Infinity,
    tracks: [],
    ended: [],
    pairs: new Map(),
    sensors: Array.from({ length: sensors }, () => ({ rate: 0.85, people: 0, heads: 0, at: -Infinity })),
    heads: 0,
    events: [],
  };
}
