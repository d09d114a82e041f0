import type { StoreModel } from "@aisle/sdk/store";
import { assign, resetAssignment } from "./assignment.ts";
import type { Body } from "./bodies.ts";
import { type CameraView, cameraView } from "./camera-view.ts";
import { correctViews } from "./correcting.ts";
import { gather } from "./crowd.ts";
import { createTrack, glimpse, hit, keepWrists, miss } from "./evidence.ts";
import { mayStand } from "./floor-plan.ts";
import { obstaclesOf } from "./gondolas.ts";
import { isToLearn, learnFrom } from "./learning.ts";
import { createLook, type Look } from "./look.ts";
import { noteMet } from "./met-book.ts";
import { type MomentPlan, planMoment } from "./moment.ts";
import { bring, score, scoreChosen } from "./pairing.ts";
import { trueTime } from "./sensor-errors.ts";
import { expectsHeads, learnHeads, learnRate } from "./sensor-state.ts";
import { createSightMap, outOfView, type SightMap } from "./sight-map.ts";
import { type Seen, takeSightings } from "./sightings.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** One frame of one sensor: cameras in the model's order, then its pose sensors. */
export interface SensorScan {
  readonly sensor: number;
  readonly objects: readonly Seen[];
}

/** What does not change while a tracker runs, and room that is used from scan to scan. */
export interface ScanRoom {
  readonly model: StoreModel;
  /** The cameras as their models have them, and as they were learned to hang. */
  readonly models: readonly CameraView[];
  readonly views: CameraView[];
  readonly maps: readonly SightMap[];
  /** The scans of a moment, in their order. */
  readonly looks: Look[];
  /** Where the tracks may be, while it is being decided who is who in a moment. */
  readonly bodies: Body[];
  /** The tracks that the scan showed, and 1 for each of its people who was one. */
  readonly matched: Track[];
  taken: Uint8Array;
  /** Which of its people began a track. */
  readonly newcomers: number[];
}

/** More people than this are not followed at once. */
const maxTracks = 512;
/** How fast the share of people with a head is learned. */
const headStep = 0.05;

/** Prepares a store. */
export function createScanRoom(model: StoreModel): ScanRoom {
  const models = model.cameras.map(cameraView);
  const obstacles = obstaclesOf(model.shelves);
  return {
    model,
    models,
    views: [...models],
    maps: models.map((view) => createSightMap(view, model.floor, obstacles)),
    looks: [],
    bodies: [],
    matched: [],
    taken: new Uint8Array(16),
    newcomers: [],
  };
}

/** Brings all tracks to the state's time. */
export function bringAll({ tracks, now }: TrackerState): void {
  for (const track of tracks) bring(track, now);
}

/** Looks through the cameras as they have been learned to hang. */
export function correctRoom({ sensors }: TrackerState, { models, views }: ScanRoom): void {
  correctViews(views, models, sensors);
}

/** Lays out what sensors say they saw at one moment. */
export function layOut(state: TrackerState, room: ScanRoom, at: number, scans: readonly SensorScan[]): Look[] {
  return scans.map(({ sensor, objects }, s) => {
    const look = (room.looks[s] ??= createLook(state.sensors[sensor]!));
    look.sensor = sensor;
    look.own = state.sensors[sensor]!;
    look.view = room.views[sensor];
    look.at = trueTime(look.own.errors, at);
    takeSightings(look.seen, look.view, objects, expectsHeads(look.own, state.heads));
    return look;
  });
}

/**
 * Takes in what sensors say they saw at one moment: each one's people are paired with tracks, one to one, and whoever is left
 * over begins a track.
 */
export function takeMoment(state: TrackerState, room: ScanRoom, at: number, scans: readonly SensorScan[]): void {
  const looks = layOut(state, room, at, scans);
  if (looks.length > 1) {
    const plan = planMoment(state, room, looks);
    if (plan) {
      takePlanned(state, room, looks, plan);
      return;
    }
  } else {
    const { sensor, crowd, assignment, seen } = looks[0]!;
    gather(crowd, state.tracks, room.maps[sensor]);
    score(looks[0]!, state.tracks);
    assign(assignment, crowd.count, seen.count);
  }
  for (const look of looks) {
    settle(state, room, look);
    begin(state, room, look);
  }
}

/** Takes in each frame as the plan says. */
function takePlanned(state: TrackerState, room: ScanRoom, looks: readonly Look[], plan: MomentPlan): void {
  const known = state.tracks.length;
  // Which of the plan's newcomers each track is that begins here.
  const begun: number[] = [];
  looks.forEach((look, s) => {
    const whose = plan[s]!;
    gather(look.crowd, state.tracks, room.maps[look.sensor]);
    assignAs(whose, look, (track) => (track < known ? track : begun[track - known]!));
    scoreChosen(look, state.tracks);
    settle(state, room, look);
    // Nobody begins twice: whose sighting the plan says is somebody's who has a track is no newcomer.
    for (let j = 0; j < whose.length; j++) if (whose[j]! < known || begun.includes(whose[j]!)) room.taken[j] = 1;
    begin(state, room, look);
    for (const j of room.newcomers) begun.push(whose[j]!);
  });
}

/** Gives everybody of the crowd the sighting that the plan says is theirs. */
function assignAs(plan: Int32Array, { assignment, crowd }: Look, bodyOf: (track: number) => number): void {
  resetAssignment(assignment, crowd.count, plan.length);
  const sighting = new Map<number, number>();
  for (let j = plan.length - 1; j >= 0; j--) sighting.set(plan[j]!, j);
  for (let i = 0; i < crowd.count; i++) assignment.chosen[i] = sighting.get(bodyOf(crowd.track[i]!)) ?? -1;
}

/** Tells the tracks of the crowd who was seen and who was not. */
function settle({ tracks, met }: TrackerState, room: ScanRoom, look: Look): void {
  const { sensor, own, view, at, assignment, seen, crowd } = look;
  const { matched } = room;
  if (room.taken.length < seen.count) room.taken = new Uint8Array(2 * seen.count);
  const { taken } = room;
  taken.fill(0, 0, seen.count);
  const learns = isToLearn(own, at);
  matched.length = 0;
  for (let i = 0; i < crowd.count; i++) {
    const track = tracks[crowd.track[i]!]!;
    const sight = crowd.sight[i]!;
    const j = assignment.chosen[i]!;
    if (j >= 0) {
      const person = seen.people[j]!;
      taken[j] = 1;
      matched.push(track);
      if (seen.partial[j]) glimpse(track, sensor);
      else {
        if (learns) learnFrom(own, view, track, sensor, at, seen.measures[j]!.main);
        hit(track, sensor, at, seen.measures[j]!, person, assignment.gained[i]!);
      }
      keepWrists(track, view, sensor, at, person);
    } else if (sight !== outOfView) {
      miss(track, sensor, at, own.rates[sight]!);
    }
    learnRate(own, track, sight, j >= 0, at);
  }
  if (matched.length > 1) noteMet(met, matched);
}

/** Begins tracks for those of the scan who are nobody yet. */
function begin(state: TrackerState, { model, taken, newcomers }: ScanRoom, look: Look): void {
  const { sensor, own, view, at, seen } = look;
  newcomers.length = 0;
  for (let j = 0; j < seen.count; j++) {
    const person = seen.people[j]!;
    learnHeads(own, person.headed);
    if (view) state.heads += headStep * ((person.headed ? 1 : 0) - state.heads);
    if (taken[j] === 1 || seen.partial[j] || state.tracks.length >= maxTracks) continue;
    if (!mayStand(model, seen.x[j]!, seen.y[j]!)) continue;
    const measure = seen.measures[j]!;
    const track = createTrack(state, at, measure, person.score);
    hit(track, sensor, at, measure, person, 0);
    keepWrists(track, view, sensor, at, person);
    state.tracks.push(track);
    newcomers.push(j);
  }
}
