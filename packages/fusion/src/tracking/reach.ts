import type { StorePoint } from "@aisle/sdk";
import type { CameraView } from "./camera-view.ts";
import type { Reach } from "./track.ts";
import { placeAt, wristsBetween } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";

/** The hand is at the plate a little before the weight moves and lingers after it has, milliseconds. */
const before = 100;
const after = 300;
/** Wrists are compared by time slices of so many milliseconds, at most so many of them. */
const slice = 100;
const maxSlices = 64;
/** No change takes longer than what is remembered of places, milliseconds. */
const longest = 10_000;
/** A wrist that takes from a plate is about so far above it, metres, and so far from the expected point. */
const wristAbove = 0.1;
const wristSpread = 0.2;
/** Beyond this, metres, one distance is as bad as another. */
const farWrist = 1;
/** Slices follow each other too closely to count as so many witnesses: together they count as so many. */
const witnesses = 4;
/** The share of the slices, the best ones, that is asked: hands come and go, and are hidden for a while. */
const asked = 0.7;
/** What it costs that no wrist was seen at all: as much as a wrist this far off, metres. */
const unseenWrist = 0.4;
/** Metres from which a body does not need to lean, and the scale of how much less likely it is farther off. */
const bodyNear = 0.6;
const bodySpread = 0.4;

const sums = new Float64Array(maxSlices);
const counts = new Float64Array(maxSlices);

/**
 * How well a person could have reached a point in an interval. The log-likelihood is a mean over time slices of a
 * heavy-tailed density (Cauchy) of the wrist's distance, so that people who were seen more or less often compare, plus
 * a term for the body's distance. `undefined` when the person was not there, or the interval is none.
 */
export function reachOf(
  track: Track,
  views: readonly CameraView[],
  point: StorePoint,
  from: number,
  to: number,
): Reach | undefined {
  if (!(to >= from && to - from <= longest)) return undefined;
  const start = from - before;
  const end = to + after;
  let body = Infinity;
  for (let at = from; at <= to + slice; at += slice) {
    const place = placeAt(track.places, at);
    if (place) body = Math.min(body, Math.hypot(place.x - point[0], place.y - point[1]));
  }
  if (body === Infinity) return undefined;
  const slices = Math.min(maxSlices, Math.max(1, Math.ceil((end - start) / slice)));
  const span = (end - start) / slices;
  const nearest = nearestByCamera(track, views, point, start, end, span, slices);
  sums.fill(0, 0, slices);
  counts.fill(0, 0, slices);
  let closest = Infinity;
  for (let k = 0; k < nearest.length; k++) {
    const distance = nearest[k] ?? Infinity;
    if (distance === Infinity) continue;
    const s = k % slices;
    sums[s] = (sums[s] ?? 0) + cost(Math.min(farWrist, distance));
    closest = Math.min(closest, distance);
    counts[s] = (counts[s] ?? 0) + 1;
  }
  const means: number[] = [];
  for (let s = 0; s < slices; s++) {
    const n = counts[s] ?? 0;
    if (n > 0) means.push((sums[s] ?? 0) / n);
  }
  means.sort((a, b) => a - b);
  const best = means.slice(0, Math.max(1, Math.ceil(means.length * asked)));
  const wristSeen = best.length > 0;
  let wrist = 0;
  for (const mean of best) wrist += mean / best.length;
  if (!wristSeen) wrist = cost(unseenWrist);
  const lean = Math.max(0, body - bodyNear) / bodySpread;
  return {
    logLikelihood: -witnesses * wrist - 2 * Math.log(1 + (lean * lean) / 4),
    distance: wristSeen ? closest : body,
    wristSeen,
  };
}

/** A hand counts for a moment if it was seen this much before or after, milliseconds. */
const handSpread = 200;

/** How near a person was to a point at each of some moments. */
export interface Nearness {
  /** Metres from the nearest wrist that was seen, or from the body where none was; `null` where the person was not there. */
  readonly distance: readonly (number | null)[];
  /** Whether that was a wrist. */
  readonly hand: readonly boolean[];
}

/** How near a person was to a point at each of `times` (in order): one pass over what was seen, however many they are. */
export function nearnessOf(
  track: Track,
  views: readonly CameraView[],
  point: StorePoint,
  times: readonly number[],
): Nearness {
  const nearest = new Float64Array(times.length).fill(Infinity);
  const z = point[2] + wristAbove;
  const from = (times[0] ?? 0) - handSpread;
  wristsBetween(track.wrists, from, (times.at(-1) ?? 0) + handSpread, (at, camera, a, b, c) => {
    const view = views[camera];
    const distance = view
      ? rayDistance(view, a, b, c, point[0], point[1], z)
      : Math.hypot(a - point[0], b - point[1], c - z);
    for (let k = firstFrom(times, at - handSpread); (times[k] ?? Infinity) <= at + handSpread; k++)
      nearest[k] = Math.min(nearest[k] ?? Infinity, distance);
  });
  const distance = times.map((at, k) => {
    const place = placeAt(track.places, at);
    const wrist = nearest[k] ?? Infinity;
    if (place === undefined) return null;
    return wrist < Infinity ? wrist : Math.hypot(place.x - point[0], place.y - point[1]);
  });
  return { distance, hand: distance.map((metres, k) => metres !== null && (nearest[k] ?? Infinity) < Infinity) };
}

/** Index of the first of `times` that is not before `at`. */
function firstFrom(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cost(distance: number): number {
  return Math.log(1 + (distance * distance) / (wristSpread * wristSpread));
}

/** Smallest distance of a wrist to the point, by sensor and slice (sensor × slices + slice); sensor 0 measures points. */
function nearestByCamera(
  track: Track,
  views: readonly CameraView[],
  point: StorePoint,
  start: number,
  end: number,
  span: number,
  slices: number,
): Float64Array {
  const nearest = new Float64Array((views.length + 1) * slices).fill(Infinity);
  const z = point[2] + wristAbove;
  wristsBetween(track.wrists, start, end, (at, camera, a, b, c) => {
    const view = views[camera];
    const distance = view
      ? rayDistance(view, a, b, c, point[0], point[1], z)
      : Math.hypot(a - point[0], b - point[1], c - z);
    const k = (camera + 1) * slices + Math.min(slices - 1, Math.floor((at - start) / span));
    nearest[k] = Math.min(nearest[k] ?? Infinity, distance);
  });
  return nearest;
}

/** Distance from a point to a ray from a camera. */
function rayDistance(view: CameraView, a: number, b: number, c: number, px: number, py: number, pz: number): number {
  const x = px - view.cx;
  const y = py - view.cy;
  const z = pz - view.cz;
  const along = (x * a + y * b + z * c) / (a * a + b * b + c * c);
  return Math.hypot(x - along * a, y - along * b, z - along * c);
}
