import { AisleError, type Detection, type Pose, type StorePoint } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { correctEvery, correctSensors } from "./correcting.ts";
import { handsAt } from "./hands.ts";
import { end, housekeepingEvery, keepHouse } from "./lifecycle.ts";
import { removeTrack } from "./merging.ts";
import type { Motion } from "./motion.ts";
import { type Nearness, nearnessOf } from "./nearness.ts";
import { reachOf } from "./reach.ts";
import { bringAll, correctRoom, createScanRoom, type SensorScan, takeMoment } from "./scan.ts";
import { reportOf, type SensorReport } from "./sensor-report.ts";
import type { TrackEvent, Tracking, TrackView } from "./track.ts";
import { newestPlace, placeAt } from "./track-history.ts";
import { createState, type Track, type TrackerState } from "./tracker-state.ts";

/** The state of a tracker at one moment: plain data, to be given back to a tracker of the same store. */
export type TrackerSnapshot = TrackerState;

/** Follows people over the floor. Everything is event time, ms since the epoch. */
export interface Tracker extends Tracking {
  /** Takes in the frames that several sensors took at the same moment: together they tell better who is who. */
  readonly observe: (at: number, scans: readonly SensorScan[]) => void;
  /** Takes in one frame of a camera (its index in the model's `cameras`), empty ones too: they say nobody was seen. */
  readonly observeDetections: (camera: number, at: number, objects: readonly Detection[]) => void;
  /** Takes in one frame of a pose sensor (its index in the model's `ceilings`). */
  readonly observePoses: (sensor: number, at: number, objects: readonly Pose[]) => void;
  /** Says that event time has come this far, though nothing may have been seen. */
  readonly advance: (at: number) => void;
  /** Where a track's hands were seen within 300 ms before `at`: at most two, in metres; empty where none was. */
  readonly handsAt: (track: number, at: number) => readonly StorePoint[];
  /** What happened since the last call, in order. */
  readonly drainEvents: () => TrackEvent[];
  /** How near a track was to a point at each of some moments (in order); `undefined` for one that is not known. */
  readonly nearness: (track: number, point: StorePoint, times: readonly number[]) => Nearness | undefined;
  /** What sensors are corrected by: the cameras in the model's order, then its pose sensors. */
  readonly sensors: () => SensorReport[];
  readonly snapshot: () => TrackerSnapshot;
  readonly restore: (snapshot: TrackerSnapshot) => void;
}

type View = { -readonly [K in keyof TrackView]: TrackView[K] };

const blankView: View = {
  id: 0,
  x: 0,
  y: 0,
  vx: 0,
  vy: 0,
  deviation: 0,
  at: 0,
  confirmed: false,
  bornAt: 0,
  seenAt: 0,
};

/** A scan older than this against what was already taken in, in ms, says nothing that is still true. */
const tooLate = 300;
/** So many old scans in a row, and none that is not, say that the store's clock was set back. */
const setBack = 100;

/**
 * Makes a tracker for a store.
 * @throws AisleError `fusion.sensor-unknown` from `observe…` for an index that the model does not have,
 * `fusion.snapshot-invalid` from `restore` for a snapshot of another store.
 */
export function createTracker(model: StoreModel): Tracker {
  const room = createScanRoom(model);
  const cameras = model.cameras.length;
  const sensors = cameras + model.ceilings.length;
  let state = createState(sensors);
  const everybody: View[] = [];

  const tend = (): void => {
    if (state.now - state.housekeptAt < housekeepingEvery) return;
    bringAll(state);
    keepHouse(state, model);
    if (state.now - state.correctedAt < correctEvery) return;
    correctSensors(state.sensors, room.models, (state.now - state.correctedAt) / 1000);
    state.correctedAt = state.now;
    correctRoom(state, room);
  };

  /** Whether a scan says something new that is still true. */
  const isNews = (sensor: number, at: number): boolean => {
    const own = state.sensors[sensor];
    if (!own) {
      throw new AisleError(
        "fusion.sensor-unknown",
        `The store model has no sensor ${sensor}; it has ${cameras} cameras and ${sensors - cameras} pose sensors.`,
        {
          category: "usage",
          remedy: "Pass the index of the camera in model.cameras, or of the pose sensor in model.ceilings.",
        },
      );
    }
    // The same frame a second time would count as new evidence.
    if (at === own.at || !Number.isFinite(at)) return false;
    if (at < state.now - tooLate && ++state.stale < setBack) return false;
    if (state.stale >= setBack) beginAgain(state, at);
    state.stale = 0;
    own.at = at;
    return true;
  };

  const observe = (at: number, scans: readonly SensorScan[]): void => {
    const news = scans.filter(({ sensor }) => isNews(sensor, at));
    if (news.length === 0) return;
    state.now = Math.max(state.now, at);
    takeMoment(state, room, at, news);
    tend();
  };

  const find = (id: number): Track | undefined =>
    trackOf(state.tracks, id) ?? state.ended.find((track) => track.id === id);

  const positionAt: Tracking["positionAt"] = (id, at) => {
    const track = find(id);
    if (!track) return undefined;
    const place = placeAt(track.places, at);
    if (place) return place;
    // Between the newest kept place and the state's time there is only the motion itself.
    if (track.doubted || at <= newestPlace(track.places) || at > Math.min(track.endedAt, state.now)) return undefined;
    const dt = (at - track.at) / 1000;
    const { state: s } = track.motion;
    return { x: s[0]! + s[2]! * dt, y: s[1]! + s[3]! * dt };
  };

  return {
    observe,
    observeDetections: (camera, at, objects) => observe(at, [{ sensor: camera < cameras ? camera : sensors, objects }]),
    observePoses: (sensor, at, objects) => observe(at, [{ sensor: cameras + sensor, objects }]),
    advance: (at) => {
      if (!(at > state.now) || at === Infinity) return;
      state.now = at;
      tend();
    },
    drainEvents: () => {
      const { events } = state;
      state.events = [];
      return events;
    },
    tracks: () => {
      for (let k = 0; k < state.tracks.length; k++) everybody[k] = writeView(everybody[k], state.tracks[k]!);
      everybody.length = state.tracks.length;
      return everybody;
    },
    positionAt,
    handsAt: (id, at) => {
      const place = positionAt(id, at);
      return place === undefined ? [] : handsAt(find(id)!, room.views, at, place.x, place.y);
    },
    reach: (id, point: StorePoint, from, to, facing) => {
      const track = find(id);
      return track && reachOf(track, room.views, point, from, to, facing);
    },
    nearness: (id, point, times) => {
      const track = find(id);
      return track && nearnessOf(track, room.views, point, times);
    },
    sensors: () => state.sensors.map(({ errors }) => reportOf(errors)),
    snapshot: () => structuredClone(state),
    restore: (snapshot) => {
      if (snapshot.sensors.length !== sensors) {
        throw new AisleError(
          "fusion.snapshot-invalid",
          `The snapshot is of a store with ${snapshot.sensors.length} sensors; this one has ${sensors}.`,
          {
            category: "input",
            remedy: "Restore a snapshot taken with the same store model, or start afresh.",
          },
        );
      }
      state = structuredClone(snapshot);
      correctRoom(state, room);
    },
  };
}

/** The track of that number among some in order of birth, which is the order of their numbers. */
function trackOf(tracks: readonly Track[], id: number): Track | undefined {
  let low = 0;
  let high = tracks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tracks[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return tracks[low]?.id === id ? tracks[low] : undefined;
}

/** Ends everybody: what is known is of a time that the clock has taken back. */
function beginAgain(state: TrackerState, at: number): void {
  for (const track of [...state.tracks]) {
    if (track.confirmed) end(state, track);
    else removeTrack(state, track);
  }
  state.ended.length = 0;
  state.close = [];
  state.meetings = [];
  state.lookedAt = at;
  state.now = at;
  state.housekeptAt = at;
  state.correctedAt = at;
}

function writeView(into: View | undefined, track: Track): View {
  const { state: s } = track.motion;
  const view = into ?? { ...blankView };
  view.id = track.id;
  view.x = s[0]!;
  view.y = s[1]!;
  view.vx = s[2]!;
  view.vy = s[3]!;
  view.deviation = deviationOf(track.motion);
  view.at = track.at;
  view.confirmed = track.confirmed;
  view.bornAt = track.bornAt;
  view.seenAt = track.seenAt;
  return view;
}

/** Square root of the larger eigenvalue of the place's covariance. */
function deviationOf({ state }: Motion): number {
  const xx = state[5]!;
  const xy = state[6]!;
  const yy = state[10]!;
  const half = (xx - yy) / 2;
  return Math.sqrt((xx + yy) / 2 + Math.sqrt(half * half + xy * xy));
}
