import type { StorePoint } from "@aisle/sdk";
import type { CameraView } from "./camera-view.ts";
import { firstWristFrom } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";

/** A wrist that takes from a plate is about so far above it, metres. */
export const wristAbove = 0.1;
/** The hand is at the plate some time before the weight moves and lingers after it has: in slices. */
const slicesBefore = 2;
const slicesAfter = 4;
const slice = 100;
const window = slicesBefore + slicesAfter;
/** Moments weighed at most: those of an interval of 10 s. */
const maxMoments = 101;
const maxSlices = maxMoments + window;
/**
 * How a hand at the plate looks: a normal scatter (metres, each axis) about the expected point, of the ray that a camera
 * sees and of the point that a pose sensor measures, each with the log of how much denser wrists are there than those of
 * a hand that does something else.
 */
const raySpread = 0.09;
const rayPeak = 3.9;
const pointSpread = 0.11;
const pointPeak = 5;
/** Both hands were seen elsewhere, and one of them was at the plate all the same: the wrong person's, or a wrong keypoint. */
const bothWrong = 0.002;
/** Of looks that show one hand only, how many show the one at the plate as what it is: it mostly is the hidden one. */
const loneIsReaching = 0.15;
/** However clear the picture is, tracks are mixed up now and then. */
const mixedUp = 0.001;

/** What was seen of somebody's hands about a change. */
export interface HandReach {
  /** Log of how much likelier what was seen is if one of them did it than if they did something else; 0 if nothing was seen. */
  logRatio: number;
  /** Smallest distance in metres from a wrist to the expected point, infinite when none was seen. */
  distance: number;
}

/** So many spreads off, a hand is elsewhere: its likeness would be under a millionth. */
const farSpreads = 6;
const bothElsewhere = Math.log(bothWrong);
const loneElsewhere = Math.log(1 - loneIsReaching);

/** Sums of the looks' log ratios and their numbers, by sensor (the pose sensors, then each camera) and slice. */
let sums = new Float64Array(0);
let looks = new Float64Array(0);
/** The rows in use. */
const used: number[] = [];

/**
 * Weighs the hands seen from a little before `from` until a little after `to`. Within each camera's look one hand may be
 * at the plate while the other is anywhere; looks of one camera follow each other too closely to be more than one
 * witness, so they are averaged; cameras are witnesses of their own. The change happened at some moment of the interval,
 * each as likely as another: the ratio is a mean over these moments.
 */
export function handReach(
  { wrists: ring }: Track,
  views: readonly CameraView[],
  point: StorePoint,
  from: number,
  to: number,
  out: HandReach,
): void {
  const [x, y] = point;
  const z = point[2] + wristAbove;
  const moments = Math.min(maxMoments, Math.floor((to - from) / slice) + 1);
  const start = from - slicesBefore * slice;
  const end = start + (moments - 1 + window) * slice;
  const size = ring.at.length;
  makeRoom(views.length + 1);
  out.distance = Infinity;
  for (let n = firstWristFrom(ring, start); n < ring.count; ) {
    const at = ring.at[n % size] ?? 0;
    if (at >= end) break;
    const camera = ring.camera[n % size] ?? 0;
    const view = views[camera];
    let hands = 0;
    let ratio = 0;
    for (; n < ring.count; n++) {
      const k = n % size;
      if (ring.at[k] !== at || ring.camera[k] !== camera) break;
      const distance = wristDistance(view, ring.a[k] ?? 0, ring.b[k] ?? 0, ring.c[k] ?? 0, x, y, z);
      if (distance < out.distance) out.distance = distance;
      ratio += view ? likeness(distance, raySpread, rayPeak) : likeness(distance, pointSpread, pointPeak);
      hands += 1;
    }
    note(view ? camera + 1 : 0, Math.floor((at - start) / slice), logRatioOfLook(hands, ratio));
  }
  out.logRatio = used.length === 0 ? 0 : Math.log(mixedUp + (1 - mixedUp) * meanOverMoments(moments));
}

function likeness(distance: number, spread: number, peak: number): number {
  const off = distance / spread;
  return off > farSpreads ? 0 : Math.exp(peak - (off * off) / 2);
}

/** `ratio`: the sum over the hands that the look shows. */
function logRatioOfLook(hands: number, ratio: number): number {
  if (hands > 1) return ratio === 0 ? bothElsewhere : Math.log(bothWrong + ((1 - bothWrong) * ratio) / hands);
  return ratio === 0 ? loneElsewhere : Math.log(1 - loneIsReaching + loneIsReaching * ratio);
}

function makeRoom(sensors: number): void {
  used.length = 0;
  if (sums.length >= sensors * maxSlices) return;
  sums = new Float64Array(sensors * maxSlices);
  looks = new Float64Array(sensors * maxSlices);
}

/** Adds one look to its sensor's slice. */
function note(sensor: number, slot: number, logRatio: number): void {
  const row = sensor * maxSlices;
  if (!used.includes(row)) {
    used.push(row);
    sums.fill(0, row, row + maxSlices);
    looks.fill(0, row, row + maxSlices);
  }
  sums[row + slot] = (sums[row + slot] ?? 0) + logRatio;
  looks[row + slot] = (looks[row + slot] ?? 0) + 1;
}

/** The ratio for each moment, the sum of the sensors' means in its window, averaged over the moments. */
function meanOverMoments(moments: number): number {
  let mean = 0;
  for (let moment = 0; moment < moments; moment++) {
    let log = 0;
    for (const row of used) {
      let total = 0;
      let n = 0;
      for (let slot = row + moment; slot < row + moment + window; slot++) {
        total += sums[slot] ?? 0;
        n += looks[slot] ?? 0;
      }
      if (n > 0) log += total / n;
    }
    mean += Math.exp(log) / moments;
  }
  return mean;
}

/** Distance in metres from a point to a wrist: to the ray on which a camera saw it, or to where a pose sensor measured it. */
export function wristDistance(
  view: CameraView | undefined,
  a: number,
  b: number,
  c: number,
  px: number,
  py: number,
  pz: number,
): number {
  if (view === undefined) return length(a - px, b - py, c - pz);
  const x = px - view.cx;
  const y = py - view.cy;
  const z = pz - view.cz;
  const along = (x * a + y * b + z * c) / (a * a + b * b + c * c);
  return length(x - along * a, y - along * b, z - along * c);
}

function length(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}
