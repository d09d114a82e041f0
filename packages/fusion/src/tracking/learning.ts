import type { CameraView } from "./camera-view.ts";
import { slopesOfPlace, slopesOfSight } from "./floor-slopes.ts";
import { headHeight, type Measurement } from "./motion.ts";
import { learnErrors, learnOff, terms } from "./sensor-errors.ts";
import type { SensorState } from "./sensor-state.ts";
import type { Track } from "./tracker-state.ts";

/** A sensor learns from one scan in so long, ms: what is wrong with one is wrong with the next. */
const learnEvery = 300;
/** Only who was seen by another sensor so lately, ms, tells how far off this one is. */
const otherWithin = 300;
/** Of who walks slower, m/s, each look is off by the same: that of a body that leans, or of furniture before its feet. */
const slowest = 0.5;
/** Residuals of who walks go on for a while too: each counts for a third of what it would alone. */
const shared = 3;
/** Nearly straight below a camera the parts of a body are in one place: metres along the floor, a metre down. */
const steepest = 0.05;

const slopeX = new Float64Array(terms);
const slopeY = new Float64Array(terms);

/** Whether a sensor learns from a scan at this time. */
export function isToLearn(own: SensorState, at: number): boolean {
  if (at >= own.learnedAt && at - own.learnedAt < learnEvery) return false;
  own.learnedAt = at;
  return true;
}

/**
 * Learns from where a sensor saw somebody whom another sees too: by how much that is off where they were to be expected.
 * The track has been brought to the time of the scan, but has not taken it in yet.
 */
export function learnFrom(
  own: SensorState,
  view: CameraView | undefined,
  track: Track,
  sensor: number,
  at: number,
  z: Measurement,
): void {
  const { state: s } = track.motion;
  const vx = s[2]!;
  const vy = s[3]!;
  const other = track.seenBy === sensor ? track.otherAt : track.seenAt;
  if (!track.confirmed || at - other > otherWithin || vx * vx + vy * vy < slowest * slowest) return;
  const { mx, my, gx, gy, rxx, rxy, ryy } = z;
  if (view) slopesThrough(view, z, vx, vy);
  else slopesOfPlace(vx, vy, slopeX, slopeY);
  const late = track.at > at ? (track.at - at) / 1000 : 0;
  const hh = s[19]!;
  learnErrors(
    own.errors,
    slopeX,
    slopeY,
    mx - s[0]! - gx * s[4]! + vx * late,
    my - s[1]! - gy * s[4]! + vy * late,
    shared * (s[5]! + gx * (2 * s[9]! + gx * hh) + rxx),
    shared * (s[6]! + gy * s[9]! + gx * s[13]! + gx * gy * hh + rxy),
    shared * (s[10]! + gy * (2 * s[13]! + gy * hh) + ryy),
  );
  learnOff(own.errors, slopeX, slopeY, rxx, rxy, ryy);
}

/** The slopes of what a camera saw; how high on the body that was, the measurement's own slope tells. */
function slopesThrough(view: CameraView, { mx, my, gx, gy }: Measurement, vx: number, vy: number): void {
  const sx = (mx - view.cx) / view.cz;
  const sy = (my - view.cy) / view.cz;
  const steep = Math.sqrt(sx * sx + sy * sy);
  const part = steep > steepest ? Math.sqrt(gx * gx + gy * gy) / steep : 1;
  slopesOfSight(sx, sy, view.cz - part * headHeight, vx, vy, slopeX, slopeY);
}
