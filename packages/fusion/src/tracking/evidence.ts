import type { BodyMeasure } from "./body-measure.ts";
import { type CameraView, rayThrough } from "./camera-view.ts";
import { takeSlot } from "./met-book.ts";
import { createMotion, type Motion, update } from "./motion.ts";
import type { Sighting } from "./sightings.ts";
import { learnStature } from "./stature.ts";
import { addPlace, addWrist, createPlaces, createWrists } from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** Existence in log-odds: a newcomer's, the most a hit gives, what a partial view gives, and the ceiling. */
const birthOdds = -1.1;
const maxGain = 2;
const partialGain = 0.5;
const maxOdds = 6;
/** Misses come in runs: a sensor's first one counts by half, and each one after it for less. */
const missWeight = 0.5;
const missFade = 0.8;
const missWeights = Float64Array.from({ length: 20 }, (_, run) => {
  let weight = missWeight;
  for (let k = 0; k < run; k++) weight *= missFade;
  return weight;
});
/** However good a sensor, a single miss says no more than that of one that sees so much. */
const surestRate = 0.9;
/** From this chance on, not to be seen is part of a run of misses. */
const runFrom = 0.3;

/** Who was seen so lately by anybody, in ms, is not lost from sight, though another sensor misses them. */
const lostAfter = 100;

const direction: [number, number, number] = [0, 0, 0];

/** Starts a track where `measure` puts somebody; its first hit is still to be taken in. */
export function createTrack(into: TrackerState, at: number, measure: BodyMeasure, score: number): Track {
  const trust = Math.min(0.99, Math.max(0.05, score));
  const track = newcomerAt(into.sensors.length, at, createMotion(measure.main));
  track.id = into.nextId++;
  track.slot = takeSlot(into.met);
  track.odds += Math.min(0.5, Math.max(-1, Math.log(trust / (1 - trust)) - 1));
  return track;
}

/** Somebody of whom nothing but a place is known, without a number: nobody of the store yet. */
function newcomerAt(sensors: number, at: number, motion: Motion): Track {
  return {
    id: 0,
    slot: 0,
    motion,
    at,
    odds: birthOdds,
    hits: 0,
    confirmed: false,
    doubted: false,
    entered: false,
    out: 0,
    bornAt: at,
    seenAt: at,
    seenBy: -1,
    otherAt: -Infinity,
    missedAt: -Infinity,
    endedAt: Infinity,
    names: new Array<string | number | null>(sensors).fill(null),
    namedAt: new Float64Array(sensors),
    namedFor: new Uint16Array(sensors),
    misses: new Uint16Array(sensors),
    tall: 0,
    looks: 0,
    places: createPlaces(),
    wrists: createWrists(),
  };
}

/** More scans under one id are not counted. */
const mostScans = 1000;

/** Keeps the id a sensor gave this person. */
export function nameTrack(track: Track, sensor: number, name: string | number, at: number): void {
  const scans = track.names[sensor] === name ? track.namedFor[sensor]! : 0;
  track.namedFor[sensor] = Math.min(mostScans, scans + 1);
  track.names[sensor] = name;
  track.namedAt[sensor] = at;
}

/** Takes in that a sensor saw this person; `gain` is the log-likelihood ratio of the pairing. */
export function hit(
  track: Track,
  sensor: number,
  at: number,
  measure: BodyMeasure,
  seen: Sighting,
  gain: number,
): void {
  const late = track.at > at ? (track.at - at) / 1000 : 0;
  const { motion } = track;
  // The first measure is where the track was born.
  if (track.hits > 0) update(motion, measure.main, late);
  if (measure.count > 1) update(motion, measure.second, late);
  learnStature(motion, seen.tall);
  track.odds = Math.min(maxOdds, track.odds + Math.min(maxGain, gain));
  track.hits++;
  track.misses[sensor] = 0;
  if (sensor !== track.seenBy) track.otherAt = track.seenAt;
  track.seenBy = sensor;
  if (at > track.seenAt) track.seenAt = at;
  if (seen.id !== undefined) nameTrack(track, sensor, seen.id, at);
  addPlace(track.places, track.at, motion.state[0]!, motion.state[1]!);
}

/** Takes in that a sensor saw part of this person: somebody is there, but the part does not say where. */
export function glimpse(track: Track, sensor: number): void {
  track.odds = Math.min(maxOdds, track.odds + partialGain);
  track.misses[sensor] = 0;
}

/** Takes in that a sensor, which had this chance to, did not see this person. */
export function miss(track: Track, sensor: number, at: number, chance: number): void {
  const run = track.misses[sensor] ?? 0;
  const weight = missWeights[Math.min(run, missWeights.length - 1)] ?? 0;
  track.odds += weight * Math.log(1 - Math.min(surestRate, chance));
  if (track.missedAt <= track.seenAt && at - track.seenAt > lostAfter) track.missedAt = at;
  if (chance > runFrom) track.misses[sensor] = Math.min(run + 1, missWeights.length);
}

/** Keeps the wrists that came with a sighting; `view` is the camera's, if it was a camera. */
export function keepWrists(
  track: Track,
  view: CameraView | undefined,
  sensor: number,
  at: number,
  { wrists }: Sighting,
): void {
  if (!wrists) return;
  for (const wrist of wrists) {
    if (view) {
      rayThrough(view, wrist[0], wrist[1], direction);
    } else {
      direction[0] = wrist[0];
      direction[1] = wrist[1];
      direction[2] = wrist[2] ?? 0;
    }
    const [a, b, c] = direction;
    if (Number.isFinite(a + b + c)) addWrist(track.wrists, at, view ? sensor : -1, a, b, c);
  }
}
