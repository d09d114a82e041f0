import type { StoreModel } from "@aisle/sdk/store";
import { type Assignment, assign, createAssignment, makeRoom } from "./assignment.ts";
import type { Body } from "./bodies.ts";
import { type CameraView, cameraView } from "./camera-view.ts";
import { correctViews } from "./correcting.ts";
import { type Crowd, createCrowd, gather } from "./crowd.ts";
import { createTrack, glimpse, hit, keepWrists, miss } from "./evidence.ts";
import { mayStand } from "./floor-plan.ts";
import { obstaclesOf } from "./gondolas.ts";
import { isToLearn, learnFrom } from "./learning.ts";
import { noteMet } from "./met-book.ts";
import { planMoment, type SensorScan } from "./moment.ts";
import { bring, type Scan, score, scoreChosen } from "./pairing.ts";
import { trueTime } from "./sensor-errors.ts";
import { expectsHeads, learnHeads, learnRate } from "./sensor-state.ts";
import { createSightMap, outOfView, type SightMap } from "./sight-map.ts";
import { createSightings, type Sightings, takeSightings } from "./sightings.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** What does not change while a tracker runs, and room that is used from scan to scan. */
export interface ScanRoom {
  readonly model: StoreModel;
  /** The cameras as their models have them, and as they were learned to hang. */
  readonly models: readonly CameraView[];
  readonly views: CameraView[];
  readonly maps: readonly SightMap[];
  readonly assignment: Assignment;
  /** What is on the frames of a moment, in their order; and the one of them that is being taken in. */
  readonly frames: Sightings[];
  seen: Sightings;
  /** Where the tracks may be, while it is being decided who is who in a moment. */
  readonly bodies: Body[];
  readonly crowd: Crowd;
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
    assignment: createAssignment(),
    frames: [],
    seen: createSightings(),
    bodies: [],
    crowd: createCrowd(),
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

/**
 * Takes in what sensors say they saw at one moment: each one's people are paired with tracks, one to one, and whoever is left
 * over begins a track.
 */
export function takeMoment(state: TrackerState, room: ScanRoom, at: number, scans: readonly SensorScan[]): void {
  const plan = scans.length > 1 ? planMoment(state, room, at, scans) : undefined;
  const known = state.tracks.length;
  // Which of the plan's newcomers each track is that begins here.
  const begun: number[] = [];
  for (let s = 0; s < scans.length; s++) {
    const { sensor, objects } = scans[s]!;
    const own = state.sensors[sensor]!;
    const { assignment, crowd } = room;
    const scan: Scan = { sensor, own, view: room.views[sensor], at: trueTime(own.errors, at) };
    const seen = (room.frames[s] ??= createSightings());
    room.seen = seen;
    if (!plan) takeSightings(seen, scan.view, objects, expectsHeads(own, state.heads));
    gather(crowd, state.tracks, room.maps[sensor]);
    if (plan) {
      assignAs(plan[s]!, room, (track) => (track < known ? track : begun[track - known]!));
      scoreChosen(assignment, scan, state.tracks, crowd, seen);
    } else {
      score(assignment, scan, state.tracks, crowd, seen);
      assign(assignment, crowd.count, seen.count);
    }
    settle(state, room, scan);
    if (plan) passOver(plan[s]!, room, known, begun);
    begin(state, room, scan);
    if (plan) for (const j of room.newcomers) begun.push(plan[s]![j]!);
  }
}

/** Gives everybody of the crowd the sighting that the plan says is theirs. */
function assignAs(plan: Int32Array, { assignment, crowd }: ScanRoom, bodyOf: (track: number) => number): void {
  makeRoom(assignment, crowd.count, plan.length);
  const sighting = new Map<number, number>();
  for (let j = plan.length - 1; j >= 0; j--) sighting.set(plan[j]!, j);
  for (let i = 0; i < crowd.count; i++) assignment.chosen[i] = sighting.get(bodyOf(crowd.track[i]!)) ?? -1;
}

/** Nobody begins twice: whose sighting the plan says is somebody's who has a track is no newcomer. */
function passOver(plan: Int32Array, { taken }: ScanRoom, known: number, begun: readonly number[]): void {
  for (let j = 0; j < plan.length; j++) if (plan[j]! < known || begun.includes(plan[j]!)) taken[j] = 1;
}

/** Tells the tracks of the crowd who was seen and who was not. */
function settle({ tracks, met }: TrackerState, room: ScanRoom, { sensor, own, view, at }: Scan): void {
  const { assignment, seen, crowd, matched } = room;
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
        hit(track, sensor, at, seen.measures[j]!, person, assignment.gain[i * seen.count + j]!);
      }
      keepWrists(track, view, sensor, at, person);
    } else if (sight !== outOfView) {
      miss(track, sensor, at, own.rates[sight]!);
    }
    learnRate(own, track, sight, j >= 0, at);
  }
  for (let i = 0; i < matched.length; i++) {
    for (let j = i + 1; j < matched.length; j++) noteMet(met, matched[i]!.slot, matched[j]!.slot);
  }
}

/** Begins tracks for those of the scan who are nobody yet. */
function begin(
  state: TrackerState,
  { model, seen, taken, newcomers }: ScanRoom,
  { sensor, own, view, at }: Scan,
): void {
  newcomers.length = 0;
  for (let j = 0; j < seen.count; j++) {
    const person = seen.people[j]!;
    const headed = person.head !== undefined;
    learnHeads(own, headed);
    if (view) state.heads += headStep * ((headed ? 1 : 0) - state.heads);
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
