import type { StorePoint } from "@aisle/sdk";
import type { CameraView } from "./camera-view.ts";
import type { Reach } from "./track.ts";
import { placeAt, wristsBetween } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";

/** Hands come before the weight moves and linger after it has, milliseconds. */
const before = 500;
const after = 600;
const step = 200;

export function reachOf(
  track: Track,
  views: readonly CameraView[],
  point: StorePoint,
  from: number,
  to: number,
): Reach | undefined {
  const start = from - before;
  const end = to + after;
  let body = Infinity;
  for (let at = start; at <= end; at += 100) {
    const place = placeAt(track.places, at);
    if (place) body = Math.min(body, Math.hypot(place.x - point[0], place.y - point[1]));
  }
  if (body === Infinity) return undefined;
  const bins = Math.max(1, Math.ceil((end - start) / step));
  const perCamera = new Map<number, number>();
  wristsBetween(track.wrists, start, end, (at, camera, a, b, c) => {
    const key = Math.min(bins - 1, Math.floor((at - start) / step)) * 1000 + camera + 1;
    const view = views[camera];
    const d = view ? rayDistance(view, a, b, c, point) : Math.hypot(a - point[0], b - point[1], c - point[2]);
    perCamera.set(key, Math.min(perCamera.get(key) ?? Infinity, d));
  });
  const sums = new Float64Array(bins);
  const counts = new Float64Array(bins);
  for (const [key, d] of perCamera) {
    const bin = Math.floor(key / 1000);
    sums[bin] = (sums[bin] ?? 0) + Math.min(d, 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let wrist = Infinity;
  for (let k = 0; k < bins; k++) {
    const n = counts[k] ?? 0;
    if (n > 0) wrist = Math.min(wrist, (sums[k] ?? 0) / n);
  }
  const wristSeen = wrist < Infinity;
  const bodyPart = -1.5 * Math.log(1 + Math.max(0, body - 0.5) * Math.max(0, body - 0.5) * 8);
  const wristPart = wristSeen ? -2.5 * Math.log(1 + (wrist / 0.25) * (wrist / 0.25)) : -2.5 * Math.log(1 + 4);
  return { logLikelihood: bodyPart + wristPart, distance: wristSeen ? wrist : body, wristSeen };
}

/** Distance from a point to a ray. */
function rayDistance(view: CameraView, a: number, b: number, c: number, point: StorePoint): number {
  const x = point[0] - view.cx;
  const y = point[1] - view.cy;
  const z = point[2] - view.cz;
  const along = (x * a + y * b + z * c) / (a * a + b * b + c * c);
  return Math.hypot(x - along * a, y - along * b, z - along * c);
}
