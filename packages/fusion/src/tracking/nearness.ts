import type { StorePoint } from "@aisle/sdk";
import type { CameraView } from "./camera-view.ts";
import { wristAbove, wristDistance } from "./hand-reach.ts";
import { placeAt, wristsBetween } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";

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
    const distance = wristDistance(views[camera], a, b, c, point[0], point[1], z);
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
