import { usualSpread } from "./likeness.ts";
import type { Meeting } from "./meetings.ts";
import { createMetBook, type MetBook } from "./met-book.ts";
import type { Motion } from "./motion.ts";
import { createSensor, type SensorState } from "./sensor-state.ts";
import type { TrackEvent } from "./track.ts";
import type { PlaceRing, WristRing } from "./track-history.ts";

/** One person on the floor, as the tracker knows them. Plain data. */
export interface Track {
  id: number;
  /** Row and column in the book of who was seen with whom. */
  slot: number;
  motion: Motion;
  /** Event time of `motion`. */
  at: number;
  /** Log-odds that there is somebody. */
  odds: number;
  hits: number;
  confirmed: boolean;
  /** May well have left unseen: nobody can say where they are until they are seen again. */
  doubted: boolean;
  /** Has been in the store, and since then at most so far out of a gate, metres. */
  entered: boolean;
  out: number;
  bornAt: number;
  seenAt: number;
  /** Which sensor saw this person last, and when another than that one did before it. */
  seenBy: number;
  otherAt: number;
  /** When a sensor that might have seen this person did not, for the first time after `seenAt`; before it: none yet. */
  missedAt: number;
  endedAt: number;
  /** The last id each sensor gave (`null`: none yet), and when. */
  readonly names: (string | number | null)[];
  readonly namedAt: Float64Array;
  /** How many scans of each sensor in a row have shown this person by that id. */
  readonly namedFor: Uint16Array;
  /** How many scans in a row each sensor has missed this person. */
  readonly misses: Uint16Array;
  /** Height of the middle of the head while nobody was near, metres: a mean of so many looks. */
  tall: number;
  looks: number;
  places: PlaceRing;
  wrists: WristRing;
}

/** Two tracks that have been close since a time and were not seen both; by their ids, the older first. */
export interface ClosePair {
  readonly a: number;
  readonly b: number;
  readonly since: number;
}

/** Everything that changes: a structured clone of it is a snapshot. */
export interface TrackerState {
  now: number;
  nextId: number;
  housekeptAt: number;
  /** When any sensor looked last. */
  sightAt: number;
  /** When sensors were last corrected by what was learned of them. */
  correctedAt: number;
  /** In order of birth. */
  readonly tracks: Track[];
  /** Tracks that ended or were merged in the last seconds, for questions about the past; in that order. */
  readonly ended: Track[];
  close: ClosePair[];
  /** Who has met whom of late, and when that was looked at last. */
  meetings: Meeting[];
  lookedAt: number;
  /** Variance of one person's height from place to place, square metres. */
  tallSpread: number;
  readonly met: MetBook;
  readonly sensors: SensorState[];
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
    sightAt: -Infinity,
    correctedAt: -Infinity,
    tracks: [],
    ended: [],
    close: [],
    meetings: [],
    lookedAt: -Infinity,
    tallSpread: usualSpread,
    met: createMetBook(),
    sensors: Array.from({ length: sensors }, createSensor),
    heads: 0,
    events: [],
    stale: 0,
  };
}
