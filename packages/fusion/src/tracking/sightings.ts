import { type BodyMeasure, createBodyMeasure, measureDetection, measurePose } from "./body-measure.ts";
import type { CameraView } from "./camera-view.ts";
import type { Seen } from "./evidence.ts";
import { headHeight } from "./motion.ts";

/** The people of one scan, and what they measure. Room that is used from scan to scan. */
export interface Sightings {
  count: number;
  readonly people: Seen[];
  readonly measures: BodyMeasure[];
  /** Shows only part of a person: it does not say where they are. */
  readonly partial: boolean[];
  /** Where a person of usual height would be, metres. */
  x: Float64Array;
  y: Float64Array;
}

/** Room for a small scan. */
export function createSightings(): Sightings {
  return { count: 0, people: [], measures: [], partial: [], x: new Float64Array(16), y: new Float64Array(16) };
}

/**
 * Measures the people of a scan; what is no person or tells no place is left out. `heads`: this camera shows people's
 * heads, so that a box without one is a part of somebody. So is, for any camera, a box that is cut. `view` is the camera's, if it is a camera.
 */
export function takeSightings(
  into: Sightings,
  view: CameraView | undefined,
  seen: readonly Seen[],
  heads: boolean,
): void {
  if (into.x.length < seen.length) {
    into.x = new Float64Array(2 * seen.length);
    into.y = new Float64Array(2 * seen.length);
  }
  let n = 0;
  for (const person of seen) {
    const measure = (into.measures[n] ??= createBodyMeasure());
    let partial = false;
    if ("box" in person) {
      if (!view || (person.class !== undefined && person.class !== "person")) continue;
      partial = heads && !person.head;
      if (!partial) {
        if (!measureDetection(view, person, measure)) continue;
        partial = measure.cut;
      }
    } else if (!measurePose(person, measure)) continue;
    const { main } = measure;
    into.people[n] = person;
    into.partial[n] = partial;
    into.x[n] = main.mx - main.gx * headHeight;
    into.y[n] = main.my - main.gy * headHeight;
    n++;
  }
  into.count = n;
  into.people.length = n;
}
