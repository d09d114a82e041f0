import type { Detection, Pose } from "@aisle/sdk";
import { type BodyMeasure, createBodyMeasure, measureDetection, measurePose } from "./body-measure.ts";
import type { CameraView } from "./camera-view.ts";
import { headHeight } from "./motion.ts";

/** One person in one scan of one sensor. */
export type Seen = Detection | Pose;

/** The same, in one form for all sensors. */
export interface Sighting {
  /** The sensor's own id for the person. */
  id: Seen["id"];
  /** Its own confidence, 0 to 1. */
  score: number;
  /** In a camera's picture, pixels. */
  box: Detection["box"] | undefined;
  headed: boolean;
  /** Height of the head, metres, where the sensor measured it; else no number. */
  tall: number;
  wrists: Seen["wrists"];
}

/** The people of one scan, and what they measure. Room that is used from scan to scan. */
export interface Sightings {
  /** How long before what they are weighed with they were seen, seconds. */
  late: number;
  count: number;
  readonly people: Sighting[];
  readonly measures: BodyMeasure[];
  /** Shows only part of a person: it does not say where they are. */
  readonly partial: boolean[];
  /** Where a person of usual height would be, metres. */
  x: Float64Array;
  y: Float64Array;
  /** First the whole people, so many, from the least x on; then the parts. */
  order: Int32Array;
  wholes: number;
  /** The places of the whole people in that order. */
  lineX: Float64Array;
  lineY: Float64Array;
}

/** Room for a small scan. */
export function createSightings(): Sightings {
  return { late: 0, count: 0, people: [], measures: [], partial: [], ...roomFor(16), wholes: 0 };
}

function roomFor(size: number): Pick<Sightings, "x" | "y" | "order" | "lineX" | "lineY"> {
  return {
    x: new Float64Array(size),
    y: new Float64Array(size),
    order: new Int32Array(size),
    lineX: new Float64Array(size),
    lineY: new Float64Array(size),
  };
}

/** Room for somebody. */
export function createSighting(): Sighting {
  return { id: undefined, score: NaN, box: undefined, headed: false, tall: NaN, wrists: undefined };
}

/** Writes down what a sensor says of somebody. */
export function describe(into: Sighting, seen: Seen): void {
  into.id = seen.id;
  into.score = seen.score;
  into.headed = seen.head !== undefined;
  into.wrists = seen.wrists;
  const isPose = !("box" in seen);
  into.box = isPose ? undefined : seen.box;
  into.tall = isPose ? seen.head[2] : NaN;
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
  if (into.x.length < seen.length) Object.assign(into, roomFor(2 * seen.length));
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
    describe((into.people[n] ??= createSighting()), person);
    into.partial[n] = partial;
    into.x[n] = main.mx - main.gx * headHeight;
    into.y[n] = main.my - main.gy * headHeight;
    n++;
  }
  into.count = n;
  sortSightings(into);
}

function sortSightings(into: Sightings): void {
  const { x, y, order, lineX, lineY, partial, count } = into;
  let wholes = 0;
  let parts = count;
  for (let j = 0; j < count; j++) {
    if (partial[j]) {
      order[--parts] = j;
      continue;
    }
    let k = wholes++;
    for (; k > 0 && lineX[k - 1]! > x[j]!; k--) {
      order[k] = order[k - 1]!;
      lineX[k] = lineX[k - 1]!;
    }
    order[k] = j;
    lineX[k] = x[j]!;
  }
  for (let k = 0; k < wholes; k++) lineY[k] = y[order[k]!]!;
  into.wholes = wholes;
}
