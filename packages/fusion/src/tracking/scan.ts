import type { Detection, Pose } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { type Assignment, assign, createAssignment, resetAssignment } from "./assignment.ts";
import { type BodyBox, bodyBox, partialFit } from "./body-box.ts";
import { type BodyMeasure, createBodyMeasure, measureDetection, measurePose } from "./body-measure.ts";
import { type CameraView, cameraView, rayThrough } from "./camera-view.ts";
import { mayStand } from "./floor-plan.ts";
import { type Obstacle, obstaclesOf } from "./gondolas.ts";
import { noteMet } from "./lifecycle.ts";
import { createMotion, headHeight, headHeightVariance, type Innovation, innovate, predict, update } from "./motion.ts";
import { addPlace, addWrist, createPlaces, createWrists } from "./track-history.ts";
import type { SensorState, Track, TrackerState } from "./tracker-state.ts";
import { type Body, visibility } from "./visibility.ts";

/** What does not change while a tracker runs, and room that is used from scan to scan. */
export interface ScanRoom {
  readonly model: StoreModel;
  readonly views: readonly CameraView[];
  readonly obstacles: readonly Obstacle[];
  readonly assignment: Assignment;
  readonly measures: BodyMeasure[];
  readonly innovation: Innovation;
}

/** One person in one scan of one sensor. */
export type Seen = Detection | Pose;

/** False alarms and newcomers a scan, per square metre. */
const clutter = 0.01;
/** Squared Mahalanobis distance beyond which nothing is paired. */
const gate = 30;
/** Metres beyond which nothing is paired, whatever the covariance. */
const farthest = 2.5;
/** What it is worth that a sensor gives the id it gave before, natural log. */
const sameName = 2;
const nameKept = 2000;
/** Existence, log-odds: a newcomer, the most it can gain by a hit, and its ceiling. */
const birthOdds = -1.1;
const maxGain = 2;
export const maxOdds = 6;
/** Misses come in runs: the first of a sensor counts by half, and each one after it for less. */
const missWeight = 0.5;
const missFade = 0.8;
/** So many people must a camera have shown before its own share of heads is believed. */
const experience = 100;
/** Speed fades when nobody has seen a person for so long, milliseconds. */
const coastAfter = 400;
/** More people than this are not followed at once. */
const maxTracks = 512;

/** Prepares a store. */
export function createScanRoom(model: StoreModel): ScanRoom {
  return {
    model,
    views: model.cameras.map(cameraView),
    obstacles: obstaclesOf(model.shelves),
    assignment: createAssignment(),
    measures: [],
    innovation: { logDensity: 0, squared: 0 },
  };
}

/** Brings a track to a time; readings may come a little out of order, and then it stays where it is. */
export function bring(track: Track, at: number): void {
  if (at <= track.at) return;
  const unseen = track.at - track.seenAt;
  predict(track.motion, (at - track.at) / 1000, unseen > coastAfter ? 0.6 : 0);
  track.at = at;
}

/** Takes in one scan of one sensor: the sensor's people are paired with tracks, one to one. */
export function takeScan(state: TrackerState, room: ScanRoom, sensor: number, at: number, objects: readonly Seen[]): void {
  const view = room.views[sensor];
  const { tracks } = state;
  const { assignment, measures, innovation } = room;
  const own = state.sensors[sensor];
  if (!own) return;
  const usable: Seen[] = [];
  for (const seen of objects) {
    const measure = (measures[usable.length] ??= createBodyMeasure());
    if ("box" in seen) {
      if (!view || (seen.class !== undefined && seen.class !== "person")) continue;
      if (!measureDetection(view, seen, measure)) continue;
    } else {
      measurePose(seen, measure);
    }
    usable.push(seen);
  }
  for (const track of tracks) bring(track, at);
  const bodies = tracks.map(bodyOf);
  const believed = bodies.filter((_, k) => tracks[k]?.confirmed === true);
  const rate = state.sensors[sensor]?.rate ?? 0.85;
  const chances = bodies.map((body) => {
    if (!view) return mayStand(room.model, body.x, body.y) ? rate : 0;
    return rate * visibility(view, room.obstacles, body, believed);
  });
  const columns = usable.length;
  resetAssignment(assignment, tracks.length, columns);
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i];
    if (!track) continue;
    const chance = Math.min(0.97, Math.max(0.02, chances[i] ?? 0));
    const late = Math.max(0, track.at - at) / 1000;
    const prior = Math.log(chance / (1 - chance)) - Math.log(clutter);
    const name = track.names.get(sensor);
    let boxed: boolean | undefined;
    for (let j = 0; j < columns; j++) {
      const measure = measures[j];
      const seen = usable[j];
      if (!measure || !seen) continue;
      if (view && "box" in seen && isPartial(state, own, seen)) {
        boxed ??= bodyBox(view, bodies[i] ?? nobody, box);
        const fit = boxed ? partialFit(box, seen.box) : 0;
        if (fit > 0.5) assignment.gain[i * columns + j] = (fit - 0.5) * 4 + (track.confirmed ? 0.5 : 0);
        continue;
      }
      const { main } = measure;
      if (Math.abs(main.mx - (track.motion.mean[0] ?? 0) - main.gx * (track.motion.mean[4] ?? 0)) > farthest) continue;
      if (Math.abs(main.my - (track.motion.mean[1] ?? 0) - main.gy * (track.motion.mean[4] ?? 0)) > farthest) continue;
      innovate(track.motion, main, late, innovation);
      if (innovation.squared > gate) continue;
      let gain = prior + innovation.logDensity;
      if (name && seen.id !== undefined && name.id === seen.id && at - name.at < nameKept) gain += sameName;
      if (!track.confirmed) gain -= 1;
      assignment.gain[i * columns + j] = Math.max(0, gain);
    }
  }
  assign(assignment, tracks.length, columns);
  const taken = new Uint8Array(columns);
  const matched: Track[] = [];
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i];
    if (!track) continue;
    const chance = chances[i] ?? 0;
    const j = assignment.chosen[i] ?? -1;
    const measure = measures[j];
    const seen = usable[j];
    if (measure && seen) {
      taken[j] = 1;
      matched.push(track);
      hit(track, view, sensor, at, measure, seen, assignment.gain[i * columns + j] ?? 0, isPartial(state, own, seen));
    } else {
      miss(track, sensor, chance);
    }
    learnRate(state, sensor, track, chance / rate, j >= 0, at);
  }
  noteMet(matched);
  for (let j = 0; j < columns; j++) {
    const measure = measures[j];
    const seen = usable[j];
    if (!seen) continue;
    const partial = isPartial(state, own, seen);
    learnHeads(state, own, seen);
    if (partial) continue;
    if (taken[j] === 1 || !measure || tracks.length >= maxTracks) continue;
    const track = born(state, room, at, measure, seen);
    if (track) hit(track, view, sensor, at, measure, seen, 0, false);
  }
}

/** Whether a box shows only part of a person: it has no head though this camera's people usually have one. */
function isPartial(state: TrackerState, own: SensorState, seen: Seen): boolean {
  return !seen.head && (own.people < experience ? state.heads : own.heads) > 0.2;
}

function learnHeads(state: TrackerState, own: SensorState, seen: Seen): void {
  const head = seen.head ? 1 : 0;
  own.people = Math.min(experience, own.people + 1);
  own.heads += (head - own.heads) / Math.max(20, own.people);
  state.heads += 0.05 * (head - state.heads);
}

function bodyOf({ motion }: Track): Body {
  return { x: motion.mean[0] ?? 0, y: motion.mean[1] ?? 0, h: motion.mean[4] ?? headHeight };
}

function hit(
  track: Track,
  view: CameraView | undefined,
  sensor: number,
  at: number,
  measure: BodyMeasure,
  seen: Seen,
  gain: number,
  partial: boolean,
): void {
  track.misses[sensor] = 0;
  if (partial) {
    track.odds = Math.min(maxOdds, track.odds + 0.5);
    keepWrists(track, view, sensor, at, seen);
    return;
  }
  const late = Math.max(0, track.at - at) / 1000;
  if (track.hits > 0) update(track.motion, measure.main, late);
  if (measure.count > 1) update(track.motion, measure.second, late);
  track.odds = Math.min(maxOdds, track.odds + Math.min(maxGain, gain));
  track.hits++;
  track.seenAt = Math.max(track.seenAt, at);
  if (seen.id !== undefined) track.names.set(sensor, { id: seen.id, at });
  addPlace(track.places, track.at, track.motion.mean[0] ?? 0, track.motion.mean[1] ?? 0);
  keepWrists(track, view, sensor, at, seen);
}

function miss(track: Track, sensor: number, chance: number): void {
  const run = track.misses[sensor] ?? 0;
  let weight = missWeight;
  for (let k = 0; k < Math.min(run, 30); k++) weight *= missFade;
  track.odds += weight * Math.log(1 - Math.min(0.9, chance));
  if (chance > 0.3) track.misses[sensor] = run + 1;
}

function keepWrists(track: Track, view: CameraView | undefined, sensor: number, at: number, seen: Seen): void {
  if (!seen.wrists) return;
  for (const wrist of seen.wrists) {
    if (view) {
      rayThrough(view, wrist[0], wrist[1], direction);
      addWrist(track.wrists, at, sensor, direction[0], direction[1], direction[2]);
    } else {
      addWrist(track.wrists, at, -1, wrist[0], wrist[1], wrist[2] ?? 0);
    }
  }
}

const box: BodyBox = { left: 0, top: 0, right: 0, bottom: 0 };
const nobody: Body = { x: 0, y: 0, h: headHeight };
const direction: [number, number, number] = [0, 0, 0];

function born(state: TrackerState, room: ScanRoom, at: number, measure: BodyMeasure, seen: Seen): Track | undefined {
  const { main: m } = measure;
  const x = m.mx - m.gx * headHeight;
  const y = m.my - m.gy * headHeight;
  if (!mayStand(room.model, x, y)) return undefined;
  const motion = createMotion(
    x,
    y,
    m.rxx + m.gx * m.gx * headHeightVariance,
    m.rxy + m.gx * m.gy * headHeightVariance,
    m.ryy + m.gy * m.gy * headHeightVariance,
  );
  for (const [k, g] of [
    [0, m.gx],
    [1, m.gy],
  ] as const) {
    motion.cov[5 * k + 4] = -g * headHeightVariance;
    motion.cov[20 + k] = -g * headHeightVariance;
  }
  const trust = Math.min(0.99, Math.max(0.05, seen.score));
  const track: Track = {
    id: state.nextId++,
    motion,
    at,
    odds: birthOdds + Math.min(0.5, Math.max(-1, Math.log(trust / (1 - trust)) - 1)),
    hits: 0,
    confirmed: false,
    entered: false,
    out: 0,
    bornAt: at,
    seenAt: at,
    endedAt: Infinity,
    names: new Map(),
    met: new Map(),
    misses: new Uint16Array(state.sensors.length),
    places: createPlaces(),
    wrists: createWrists(),
  };
  state.tracks.push(track);
  return track;
}

/** Learns how often a sensor sees a person who is in full view, slowly, from those who are surely there. */
function learnRate(state: TrackerState, sensor: number, track: Track, share: number, seen: boolean, at: number): void {
  const own = state.sensors[sensor];
  if (!own || !track.confirmed || share < 0.99 || track.odds < 4 || at - track.seenAt > 500) return;
  own.rate = Math.min(0.97, Math.max(0.5, own.rate + 0.002 * ((seen ? 1 : 0) - own.rate)));
}
