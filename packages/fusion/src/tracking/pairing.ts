import { addPair, endRow, resetAssignment } from "./assignment.ts";
import { type BodyBox, bodyBox, partialFit } from "./body-box.ts";
import type { Look } from "./look.ts";
import { type Innovation, innovate, type Measurement, type Motion, predict } from "./motion.ts";
import type { SensorState } from "./sensor-state.ts";
import { outOfView } from "./sight-map.ts";
import type { Sighting, Sightings } from "./sightings.ts";
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

/** What of a track sightings are paired by. */
export interface Pairable {
  readonly motion: Motion;
  at: number;
  confirmed: boolean;
  seenAt: number;
  missedAt: number;
  names: Track["names"];
  namedAt: Track["namedAt"];
  namedFor: Track["namedFor"];
}

/** Brings a track to a time; readings may come a little out of order, and then it stays where it is. */
export function bring(track: Pairable, at: number): void {
  if (at <= track.at) return;
  const lost = track.missedAt > track.seenAt || track.at - track.seenAt > coastAfter;
  predict(track.motion, (at - track.at) / 1000, lost ? coastDecay : 0);
  track.at = at;
}

/** Finds the pairs of somebody of the crowd and a sighting that gain something over leaving both alone. */
export function score(look: Look, tracks: readonly Pairable[]): void {
  const { assignment: into, crowd, seen, view } = look;
  const columns = seen.count;
  resetAssignment(into, crowd.count, columns);
  for (let i = 0; i < crowd.count; i++) {
    const track = tracks[crowd.track[i]!]!;
    const x = crowd.x[i]!;
    const y = crowd.y[i]!;
    let prior = NaN;
    for (let k = firstFrom(seen, x - farthest); k < seen.wholes; k++) {
      const dx = seen.lineX[k]! - x;
      if (dx > farthest) break;
      if (dx < -farthest || Math.abs(seen.lineY[k]! - y) > farthest) continue;
      if (Number.isNaN(prior)) {
        prior = priorOf(look.own, track, crowd.sight[i]!);
        bring(track, look.at);
      }
      const j = seen.order[k]!;
      const gain = wholeGain(look, track, seen.people[j]!, seen.measures[j]!.main, prior);
      if (gain > 0) addPair(into, j, gain);
    }
    if (seen.wholes < columns && view && bodyBox(view, x, y, crowd.h[i]!, box)) {
      for (let k = seen.wholes; k < columns; k++) {
        const j = seen.order[k]!;
        const gain = partialGain(track, seen.people[j]!);
        if (gain > 0) addPair(into, j, gain);
      }
    }
    endRow(into, i);
  }
}

/** Fills in what pairs gain that are chosen already, of whole people. */
export function scoreChosen(look: Look, tracks: readonly Pairable[]): void {
  const { assignment: into, crowd, seen } = look;
  for (let i = 0; i < crowd.count; i++) {
    const j = into.chosen[i]!;
    if (j < 0 || seen.partial[j]) continue;
    const isNear = Math.abs(seen.x[j]! - crowd.x[i]!) <= farthest && Math.abs(seen.y[j]! - crowd.y[i]!) <= farthest;
    const track = tracks[crowd.track[i]!]!;
    const prior = priorOf(look.own, track, crowd.sight[i]!);
    const gain = isNear ? wholeGain(look, track, seen.people[j]!, seen.measures[j]!.main, prior) : 0;
    into.gained[i] = Math.max(0, gain);
  }
}

/** Where in their order those begin who are at `x` or beyond; a little before, for the last bit's sake. */
function firstFrom({ lineX, wholes }: Sightings, from: number): number {
  let low = 0;
  let high = wholes;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineX[middle]! < from - 1e-9) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What it is worth before looking where, that a sensor with its chance to saw somebody; natural log. */
function priorOf(own: SensorState, track: Pairable, sight: number): number {
  const rate = sight === outOfView ? 0 : own.rates[sight]!;
  const chance = Math.min(mostChance, Math.max(leastChance, rate));
  return Math.log(chance / ((1 - chance) * clutter)) - (track.confirmed ? 0 : newcomer);
}

function wholeGain(look: Look, track: Pairable, person: Sighting, measure: Measurement, prior: number): number {
  const { sensor, at, view } = look;
  innovate(track.motion, measure, track.at > at ? (track.at - at) / 1000 : 0, gate, innovation);
  if (innovation.squared > gate) return 0;
  const named = person.id !== undefined && person.id === track.names[sensor] && at - track.namedAt[sensor]! < nameKept;
  const worth = named ? sameNameWorth(track.namedFor[sensor]!, view === undefined) : 0;
  return prior + innovation.logDensity + worth + statureWorth(track.motion, person.tall);
}

/** A name that a sensor has kept for long is likelier to be kept; a new one may itself be a mistake. */
function sameNameWorth(scans: number, placed: boolean): number {
  return ((placed ? placedNameShare : 1) * sameName * scans) / (scans + sameNameHalf);
}

function partialGain(track: Pairable, person: Sighting): number {
  const fit = person.box ? partialFit(box, person.box) : 0;
  return fit > partialFrom ? (fit - partialFrom) * partialWorth + (track.confirmed ? partialBelieved : 0) : 0;
}
