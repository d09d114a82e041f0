import type { Pose } from "@aisle/sdk";
import { type Assignment, resetAssignment } from "./assignment.ts";
import { type BodyBox, bodyBox, partialFit } from "./body-box.ts";
import type { CameraView } from "./camera-view.ts";
import type { Crowd } from "./crowd.ts";
import type { Seen } from "./evidence.ts";
import { type Innovation, innovate, type Measurement, predict } from "./motion.ts";
import type { SensorState } from "./sensor-state.ts";
import { outOfView } from "./sight-map.ts";
import type { Sightings } from "./sightings.ts";
import { statureWorth } from "./stature.ts";
import type { Track } from "./tracker-state.ts";

/** False alarms and newcomers a scan, per square metre. */
const clutter = 0.01;
/** Squared Mahalanobis distance, and metres, beyond which nothing is paired. */
const gate = 30;
const farthest = 2.5;
/**
 * What it is worth at most that a sensor gives the id it gave a moment ago, natural log; half of it when it has given it
 * in so many scans; milliseconds.
 */
const sameName = 4;
const sameNameHalf = 5;
/** The share of that for a sensor that measures places: it follows by them, so its ids go wrong where its places are close. */
const placedNameShare = 0.5;
const nameKept = 5000;
/** How much of a partial view must fit a body, and what a good fit is worth. */
const partialFrom = 0.5;
const partialWorth = 4;
const partialBelieved = 0.5;
/** What a track that is not yet believed loses against one that is, natural log. */
const newcomer = 3;
/** Limits of the chance that a sensor sees somebody. */
const leastChance = 0.02;
const mostChance = 0.97;
/**
 * Who is lost from sight has stopped, as often as not: speed fades from the first miss on, or where nobody looks when a
 * person has not been seen for so long, milliseconds; its time constant in seconds.
 */
const coastAfter = 1000;
const coastDecay = 0.4;

const innovation: Innovation = { logDensity: 0, squared: 0 };
const box: BodyBox = { left: 0, top: 0, right: 0, bottom: 0 };

/** Brings a track to a time; readings may come a little out of order, and then it stays where it is. */
export function bring(track: Track, at: number): void {
  if (at <= track.at) return;
  const lost = track.missedAt > track.seenAt || track.at - track.seenAt > coastAfter;
  predict(track.motion, (at - track.at) / 1000, lost ? coastDecay : 0);
  track.at = at;
}

/** One scan: whose it is and when. */
export interface Scan {
  sensor: number;
  own: SensorState;
  /** Absent for a pose sensor. */
  view: CameraView | undefined;
  at: number;
}

/** Fills in what each pairing of somebody of the crowd with a sighting would gain over leaving both alone. */
export function score(into: Assignment, scan: Scan, tracks: readonly Track[], crowd: Crowd, seen: Sightings): void {
  const columns = seen.count;
  resetAssignment(into, crowd.count, columns);
  if (columns === 0) return;
  for (let i = 0; i < crowd.count; i++) {
    const track = tracks[crowd.track[i]!]!;
    const x = crowd.x[i]!;
    const y = crowd.y[i]!;
    let prior = NaN;
    let boxed: boolean | undefined;
    for (let j = 0; j < columns; j++) {
      let gain = 0;
      if (seen.partial[j]) {
        boxed ??= scan.view !== undefined && bodyBox(scan.view, x, y, crowd.h[i]!, box);
        if (boxed) gain = partialGain(track, seen.people[j]!);
      } else if (Math.abs(seen.x[j]! - x) <= farthest && Math.abs(seen.y[j]! - y) <= farthest) {
        if (Number.isNaN(prior)) {
          prior = priorOf(scan.own, track, crowd.sight[i]!);
          bring(track, scan.at);
        }
        gain = wholeGain(scan, track, seen.people[j]!, seen.measures[j]!.main, prior);
      }
      if (gain > 0) into.gain[i * columns + j] = gain;
    }
  }
}

/** What it is worth before looking where, that a sensor with its chance to saw somebody; natural log. */
function priorOf(own: SensorState, track: Track, sight: number): number {
  const rate = sight === outOfView ? 0 : own.rates[sight]!;
  const chance = Math.min(mostChance, Math.max(leastChance, rate));
  return Math.log(chance / ((1 - chance) * clutter)) - (track.confirmed ? 0 : newcomer);
}

function wholeGain(scan: Scan, track: Track, person: Seen, measure: Measurement, prior: number): number {
  const { sensor, at } = scan;
  innovate(track.motion, measure, track.at > at ? (track.at - at) / 1000 : 0, gate, innovation);
  if (innovation.squared > gate) return 0;
  const named = person.id !== undefined && person.id === track.names[sensor] && at - track.namedAt[sensor]! < nameKept;
  const worth = named ? sameNameWorth(track.namedFor[sensor]!, scan.view === undefined) : 0;
  return prior + innovation.logDensity + worth + (scan.view ? 0 : statureWorth(track.motion, (person as Pose).head[2]));
}

/** A name that a sensor has kept for long is likelier to be kept; a new one may itself be a mistake. */
function sameNameWorth(scans: number, placed: boolean): number {
  return ((placed ? placedNameShare : 1) * sameName * scans) / (scans + sameNameHalf);
}

function partialGain(track: Track, person: Seen): number {
  const fit = "box" in person ? partialFit(box, person.box) : 0;
  return fit > partialFrom ? (fit - partialFrom) * partialWorth + (track.confirmed ? partialBelieved : 0) : 0;
}
