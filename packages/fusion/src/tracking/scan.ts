import type { StoreModel } from "@aisle/sdk/store";
import { type Assignment, assign, createAssignment, resetAssignment } from "./assignment.ts";
import { type BodyBox, bodyBox, partialFit } from "./body-box.ts";
import { type BodyMeasure, createBodyMeasure, measureDetection, measurePose } from "./body-measure.ts";
import { type CameraView, cameraView } from "./camera-view.ts";
import { createTrack, glimpse, hit, keepWrists, miss, type Seen } from "./evidence.ts";
import { mayStand } from "./floor-plan.ts";
import { type Obstacle, obstaclesOf } from "./gondolas.ts";
import { noteMet } from "./merging.ts";
import { headHeight, type Innovation, innovate, type Measurement, predict } from "./motion.ts";
import { expectsHeads, learnHeads, learnRate } from "./sensor-state.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { type Body, fullView, outOfView, sightClass } from "./visibility.ts";

/** What does not change while a tracker runs, and room that is used from scan to scan. */
export interface ScanRoom {
  readonly model: StoreModel;
  readonly views: readonly CameraView[];
  readonly obstacles: readonly Obstacle[];
  readonly assignment: Assignment;
  /** The people of the scan that can be used, their measures, and whether each is a partial view. */
  readonly people: Seen[];
  readonly measures: BodyMeasure[];
  readonly partial: boolean[];
  /** The tracks as bodies, those of them that are believed, and their classes of sight. */
  readonly bodies: Body[];
  readonly believed: Body[];
  readonly sights: number[];
  readonly innovation: Innovation;
  readonly box: BodyBox;
}

/** False alarms and newcomers a scan, per square metre. */
const clutter = 0.01;
/** Squared Mahalanobis distance, and metres, beyond which nothing is paired. */
const gate = 30;
const farthest = 2.5;
/** What it is worth that a sensor gives the id it gave a moment ago, natural log; milliseconds. */
const sameName = 2;
const nameKept = 2000;
/** How much of a partial view must fit a body, and what a good fit is worth. */
const partialFrom = 0.5;
const partialWorth = 4;
/** What a track that is not yet believed loses against one that is, natural log. */
const newcomer = 3;
/** Speed fades when nobody has seen a person for so long: milliseconds, and its time constant in seconds. */
const coastAfter = 400;
const coastDecay = 0.6;
/** More people than this are not followed at once. */
const maxTracks = 512;

/** Prepares a store. */
export function createScanRoom(model: StoreModel): ScanRoom {
  return {
    model,
    views: model.cameras.map(cameraView),
    obstacles: obstaclesOf(model.shelves),
    assignment: createAssignment(),
    people: [],
    measures: [],
    partial: [],
    bodies: [],
    believed: [],
    sights: [],
    innovation: { logDensity: 0, squared: 0 },
    box: { left: 0, top: 0, right: 0, bottom: 0 },
  };
}

/** Brings a track to a time; readings may come a little out of order, and then it stays where it is. */
function bring(track: Track, at: number): void {
  if (at <= track.at) return;
  predict(track.motion, (at - track.at) / 1000, track.at - track.seenAt > coastAfter ? coastDecay : 0);
  track.at = at;
}

/** Brings all tracks to the state's time. */
export function bringAll(state: TrackerState): void {
  for (const track of state.tracks) bring(track, state.now);
}

/** Takes in one scan of one sensor: the sensor's people are paired with tracks, one to one. */
export function takeScan(state: TrackerState, room: ScanRoom, sensor: number, at: number, seen: readonly Seen[]): void {
  const own = state.sensors[sensor];
  if (!own) return;
  const view = room.views[sensor];
  const { tracks } = state;
  const { assignment, people, measures, partial, sights } = room;
  takePeople(room, view, seen, expectsHeads(own, state.heads));
  look(room, view, tracks);
  score(room, state, sensor, at);
  const before = tracks.length;
  assign(assignment, before, people.length);
  const matched: Track[] = [];
  const taken = new Uint8Array(people.length);
  for (let i = 0; i < before; i++) {
    const track = tracks[i];
    if (!track) continue;
    const sight = sights[i] ?? outOfView;
    const j = assignment.chosen[i] ?? -1;
    const measure = measures[j];
    const person = j >= 0 ? people[j] : undefined;
    if (measure && person) {
      taken[j] = 1;
      matched.push(track);
      if (partial[j]) glimpse(track, sensor);
      else hit(track, sensor, at, measure, person, assignment.gain[i * people.length + j] ?? 0);
      keepWrists(track, view, sensor, at, person);
    } else if (sight !== outOfView) {
      miss(track, sensor, own.rates[sight] ?? 0);
    }
    learnRate(own, track, sight, person !== undefined, at);
  }
  noteMet(matched);
  for (let j = 0; j < people.length; j++) {
    const measure = measures[j];
    const person = people[j];
    if (!measure || !person) continue;
    learnHeads(own, person.head !== undefined);
    if (view) state.heads += 0.05 * ((person.head ? 1 : 0) - state.heads);
    if (taken[j] === 1 || partial[j] || tracks.length >= maxTracks || !mayStart(room, measure.main)) continue;
    const track = createTrack(state.nextId++, at, state.sensors.length, measure, person.score);
    hit(track, sensor, at, measure, person, 0);
    keepWrists(track, view, sensor, at, person);
    tracks.push(track);
  }
}

/** Measures the people of a scan; what is no person or tells no place is left out. */
function takePeople(room: ScanRoom, view: CameraView | undefined, seen: readonly Seen[], heads: boolean): void {
  const { people, measures, partial } = room;
  people.length = 0;
  for (const person of seen) {
    const k = people.length;
    const measure = (measures[k] ??= createBodyMeasure());
    if ("box" in person) {
      if (!view || (person.class !== undefined && person.class !== "person")) continue;
      if (!measureDetection(view, person, measure)) continue;
      partial[k] = heads && !person.head;
    } else {
      if (!measurePose(person, measure)) continue;
      partial[k] = false;
    }
    people.push(person);
  }
}

/** Finds how well the sensor could see each track, from where it was at most one housekeeping ago: that is near enough. */
function look(room: ScanRoom, view: CameraView | undefined, tracks: readonly Track[]): void {
  const { bodies, believed, sights, model } = room;
  believed.length = 0;
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i];
    if (!track) continue;
    const [x = 0, y = 0, , , h = headHeight] = track.motion.mean;
    const body = (bodies[i] ??= { x, y, h });
    body.x = x;
    body.y = y;
    body.h = h;
    if (track.confirmed) believed.push(body);
  }
  for (let i = 0; i < tracks.length; i++) {
    const body = bodies[i];
    if (!body) continue;
    if (view) sights[i] = sightClass(view, room.obstacles, body, believed);
    else sights[i] = mayStand(model, body.x, body.y) ? fullView : outOfView;
  }
}

/** Fills in what each pairing of a track with a person of the scan would gain over leaving both alone. */
function score(room: ScanRoom, state: TrackerState, sensor: number, at: number): void {
  const { assignment, people, measures, partial, bodies, sights, innovation, box } = room;
  const { tracks } = state;
  const view = room.views[sensor];
  const columns = people.length;
  resetAssignment(assignment, tracks.length, columns);
  for (let i = 0; i < tracks.length && columns > 0; i++) {
    const track = tracks[i];
    const body = bodies[i];
    if (!track || !body) continue;
    const rate = state.sensors[sensor]?.rates[sights[i] ?? outOfView] ?? 0;
    const chance = Math.min(0.97, Math.max(0.02, rate));
    const prior = Math.log(chance / ((1 - chance) * clutter)) - (track.confirmed ? 0 : newcomer);
    const name = track.names.get(sensor);
    let boxed: boolean | undefined;
    for (let j = 0; j < columns; j++) {
      const person = people[j];
      const main = measures[j]?.main;
      if (!person || !main) continue;
      let gain = 0;
      if (partial[j] && view && "box" in person) {
        boxed ??= bodyBox(view, body, box);
        const fit = boxed ? partialFit(box, person.box) : 0;
        if (fit > partialFrom) gain = (fit - partialFrom) * partialWorth + (track.confirmed ? 0.5 : 0);
      } else if (isNear(main, body)) {
        bring(track, at);
        innovate(track.motion, main, Math.max(0, track.at - at) / 1000, innovation);
        if (innovation.squared > gate) continue;
        gain = prior + innovation.logDensity;
        if (name && name.id === person.id && at - name.at < nameKept) gain += sameName;
      }
      if (gain > 0) assignment.gain[i * columns + j] = gain;
    }
  }
}

function isNear({ mx, my, gx, gy }: Measurement, { x, y, h }: Body): boolean {
  return Math.abs(mx - x - gx * h) <= farthest && Math.abs(my - y - gy * h) <= farthest;
}

function mayStart({ model }: ScanRoom, { mx, my, gx, gy }: Measurement): boolean {
  return mayStand(model, mx - gx * headHeight, my - gy * headHeight);
}
