import type { StorePoint } from "@aisle/sdk";
import { armLength } from "./body-limits.ts";
import type { CameraView } from "./camera-view.ts";
import type { Track } from "./tracker-state.ts";

/** A hand that was seen longer ago than this, in ms, may be anywhere. */
const fresh = 300;
const mostHands = 2;
/** Two cameras show the same wrist at most so far apart in time (ms) and in space (metres between the rays). */
const together = 150;
const sameHand = 0.25;
/** A wrist is at most so high, metres. */
const highest = 2.4;
/** A ray that passes farther than this from the axis shows nobody's hand, metres. */
const farOff = 1.3;
/** Hands are mostly about so high, metres, and along a lone ray height counts for so much less than nearness. */
const usualHeight = 1.1;
const heightWeight = 0.15;
/** The newest are enough: four cameras that show two hands. */
const mostSightings = 8;

/** One wrist of a sensor's last look: a direction from a camera's centre, or (camera −1) a point. */
interface Sighting {
  readonly at: number;
  readonly camera: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  used: boolean;
  /** Square of the distance to the hand that was looked at last. */
  off: number;
}

/**
 * Where somebody's hands were seen last, at most two, from what each sensor showed in its newest look within 300 ms
 * before `at`. What a pose sensor measured comes first; then rays of two cameras that (nearly) meet, the midpoint of
 * their shortest connection; then lone rays, at the point nearest to the middle of the body, no farther than an arm.
 * `x`, `y`: where the person is, metres.
 */
export function handsAt(track: Track, views: readonly CameraView[], at: number, x: number, y: number): StorePoint[] {
  const seen = lastSightings(track, at);
  const hands: StorePoint[] = [];
  for (const { camera, a, b, c } of seen) {
    if (camera < 0 && hands.length < mostHands && Math.hypot(a - x, b - y) < farOff) hands.push([a, b, c]);
  }
  const rays = seen.filter(({ camera }) => views[camera] !== undefined);
  for (const hand of hands) useNear(rays, views, hand);
  while (hands.length < mostHands) {
    const met = bestMeeting(rays, views, x, y) ?? bestLone(rays, views, x, y);
    if (met === undefined) break;
    useNear(rays, views, met);
    hands.push(met);
  }
  return hands;
}

/** What each sensor showed in its newest look, the newest first. */
function lastSightings({ wrists: ring }: Track, at: number): Sighting[] {
  const seen: Sighting[] = [];
  const size = ring.at.length;
  const oldest = Math.max(0, ring.count - size);
  for (let n = ring.count - 1; n >= oldest; n--) {
    const k = n % size;
    const t = ring.at[k] ?? 0;
    if (t > at) continue;
    if (t < at - fresh) break;
    const camera = ring.camera[k] ?? 0;
    if (seen.some((one) => one.camera === camera && one.at > t)) continue;
    seen.push({ at: t, camera, a: ring.a[k] ?? 0, b: ring.b[k] ?? 0, c: ring.c[k] ?? 0, used: false, off: 0 });
  }
  return seen.sort((one, other) => other.at - one.at || one.camera - other.camera).slice(0, mostSightings);
}

/** Where two unused rays of different cameras come nearest to each other, at a place where a hand can be. */
function bestMeeting(rays: Sighting[], views: readonly CameraView[], x: number, y: number): StorePoint | undefined {
  let best: StorePoint | undefined;
  let pair: readonly Sighting[] = [];
  let least = sameHand;
  for (let i = 0; i < rays.length; i++) {
    const one = rays[i]!;
    if (one.used) continue;
    for (let k = i + 1; k < rays.length; k++) {
      const other = rays[k]!;
      if (other.used || one.camera === other.camera || one.at - other.at > together) continue;
      const met = meeting(one, views[one.camera]!, other, views[other.camera]!);
      if (met === undefined || !(met.gap < least) || !isReachable(met.point, x, y)) continue;
      least = met.gap;
      best = met.point;
      pair = [one, other];
    }
  }
  for (const ray of pair) ray.used = true;
  return best;
}

/** The middle of the shortest line between two rays, and its length; `undefined` for rays side by side or behind. */
function meeting(
  p: Sighting,
  from: CameraView,
  q: Sighting,
  to: CameraView,
): { readonly point: StorePoint; readonly gap: number } | undefined {
  const wx = from.cx - to.cx;
  const wy = from.cy - to.cy;
  const wz = from.cz - to.cz;
  const pp = p.a * p.a + p.b * p.b + p.c * p.c;
  const qq = q.a * q.a + q.b * q.b + q.c * q.c;
  const pq = p.a * q.a + p.b * q.b + p.c * q.c;
  const pw = p.a * wx + p.b * wy + p.c * wz;
  const qw = q.a * wx + q.b * wy + q.c * wz;
  const turn = pp * qq - pq * pq;
  // Within some three degrees of each other they say nothing of depth.
  if (turn < 0.003 * pp * qq) return undefined;
  const s = (pq * qw - qq * pw) / turn;
  const u = (pp * qw - pq * pw) / turn;
  if (s <= 0 || u <= 0) return undefined;
  const dx = wx + s * p.a - u * q.a;
  const dy = wy + s * p.b - u * q.b;
  const dz = wz + s * p.c - u * q.c;
  const gap = Math.sqrt(dx * dx + dy * dy + dz * dz);
  return { point: [from.cx + s * p.a - dx / 2, from.cy + s * p.b - dy / 2, from.cz + s * p.c - dz / 2], gap };
}

/** The hand on the newest ray that nothing else has met. */
function bestLone(rays: Sighting[], views: readonly CameraView[], x: number, y: number): StorePoint | undefined {
  for (const ray of rays) {
    if (ray.used) continue;
    ray.used = true;
    const view = views[ray.camera]!;
    const along =
      ((x - view.cx) * ray.a + (y - view.cy) * ray.b + heightWeight * (usualHeight - view.cz) * ray.c) /
      (ray.a * ray.a + ray.b * ray.b + heightWeight * ray.c * ray.c);
    if (!(along > 0)) continue;
    const [px, py, z] = [view.cx + along * ray.a, view.cy + along * ray.b, view.cz + along * ray.c];
    const away = Math.hypot(px - x, py - y);
    if (away > farOff || z < 0 || z > highest) continue;
    const pull = away > armLength ? armLength / away : 1;
    return [x + (px - x) * pull, y + (py - y) * pull, z];
  }
  return undefined;
}

/** The nearest ray of each camera shows this hand too, if it passes near: it is no other hand. */
function useNear(rays: Sighting[], views: readonly CameraView[], hand: StorePoint): void {
  for (const ray of rays) ray.off = squaredDistance(ray, views[ray.camera]!, hand);
  for (const ray of rays) {
    if (ray.off >= sameHand * sameHand) continue;
    if (!rays.some(({ camera, off }) => camera === ray.camera && off < ray.off)) ray.used = true;
  }
}

/** Square of the distance from a point to a ray: all of the millions of these are compared, none is told. */
function squaredDistance({ a, b, c }: Sighting, view: CameraView, [px, py, pz]: StorePoint): number {
  const x = px - view.cx;
  const y = py - view.cy;
  const z = pz - view.cz;
  const along = (x * a + y * b + z * c) / (a * a + b * b + c * c);
  return (x - along * a) * (x - along * a) + (y - along * b) * (y - along * b) + (z - along * c) * (z - along * c);
}

function isReachable([px, py, z]: StorePoint, x: number, y: number): boolean {
  return z > 0 && z < highest && (px - x) * (px - x) + (py - y) * (py - y) < farOff * farOff;
}
