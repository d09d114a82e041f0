import { type Assignment, createAssignment } from "./assignment.ts";
import type { CameraView } from "./camera-view.ts";
import { type Crowd, createCrowd } from "./crowd.ts";
import type { SensorState } from "./sensor-state.ts";
import { createSightings, type Sightings } from "./sightings.ts";

/** One scan of one sensor while it is taken in. Room that is used from scan to scan. */
export interface Look {
  sensor: number;
  own: SensorState;
  /** Absent for a pose sensor. */
  view: CameraView | undefined;
  /** When it was, as far as the sensor's clock is corrected. */
  at: number;
  /** What is on it, whom it may concern, and who is who. */
  readonly seen: Sightings;
  readonly crowd: Crowd;
  readonly assignment: Assignment;
}

/** Room for scans, first of all of this sensor. */
export function createLook(own: SensorState): Look {
  const rooms = { seen: createSightings(), crowd: createCrowd(), assignment: createAssignment() };
  return { sensor: 0, own, view: undefined, at: NaN, ...rooms };
}
