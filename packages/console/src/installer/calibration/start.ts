import type { Matrix3 } from "@aisle/sdk/store";
import {
  cross,
  dot,
  length,
  orthonormal,
  product,
  rotationBy,
  scaled,
  times,
  type Vector3,
} from "../geometry/matrix3.ts";
import type { Pinhole } from "../geometry/pinhole.ts";
import { homographyOf } from "./homography.ts";
import { type CalibrationPoint, samePlane } from "./point.ts";

/** Focal lengths, as shares of the picture's width, that are tried where it is not known: 120° to 23° of view. */
const usualFocals = [0.29, 0.4, 0.6, 0.85, 1.3, 2.4];

/** Intrinsics of square pixels around the picture's middle. */
function intrinsics(focal: number, width: number, height: number): Matrix3 {
  return [
    [focal, 0, width / 2],
    [0, focal, height / 2],
    [0, 0, 1],
  ];
}

/** The largest set of points of one height. */
function plane(points: readonly CalibrationPoint[]): { points: readonly CalibrationPoint[]; z: number } {
  let best: readonly CalibrationPoint[] = [];
  for (const { z = 0 } of points) {
    const level = points.filter((point) => Math.abs((point.z ?? 0) - z) <= samePlane);
    if (level.length > best.length) best = level;
  }
  return { points: best, z: best[0]?.z ?? 0 };
}

/** Cameras to begin a fit with: rough ones that may be refined. Empty where no four points lie in one plane. */
export function startCameras(
  points: readonly CalibrationPoint[],
  width: number,
  height: number,
  K: Matrix3 | undefined,
): readonly Pinhole[] {
  const level = plane(points);
  if (level.points.length < 4) return [];
  const H = homographyOf(level.points);
  if (H === undefined) return [];
  const tried = K === undefined ? focals(H, width, height).map((focal) => intrinsics(focal, width, height)) : [K];
  return tried.flatMap((each) => {
    const camera = poseOf(H, each, level.points, level.z);
    return camera === undefined ? [] : [camera, otherPose(camera, level.points, level.z)];
  });
}

/** A guess from the homography (its first two columns are at right angles and of one length), then the usual ones. */
function focals(H: Matrix3, width: number, height: number): readonly number[] {
  const centred = ([0, 1] as const).map((j): Vector3 => {
    const c = H[2][j];
    return [H[0][j] - (c * width) / 2, H[1][j] - (c * height) / 2, c];
  });
  const [h1, h2] = centred as [Vector3, Vector3];
  const p1 = h1[0] * h2[0] + h1[1] * h2[1];
  const q1 = h1[2] * h2[2];
  const p2 = h1[0] * h1[0] + h1[1] * h1[1] - h2[0] * h2[0] - h2[1] * h2[1];
  const q2 = h1[2] * h1[2] - h2[2] * h2[2];
  const focal = 1 / Math.sqrt(-(p1 * q1 + p2 * q2) / (p1 * p1 + p2 * p2));
  const usual = usualFocals.map((share) => share * width);
  return focal > 0.15 * width && focal < 10 * width ? [focal, ...usual] : usual;
}

/** H = λ · K · [r1 r2 t], so K⁻¹ · H gives the pose; the sign is the one that has the points in front. */
function poseOf(H: Matrix3, K: Matrix3, points: readonly CalibrationPoint[], z: number): Pinhole | undefined {
  const column = (j: 0 | 1 | 2): Vector3 => {
    const y = (H[1][j] - K[1][2] * H[2][j]) / K[1][1];
    return [(H[0][j] - K[0][1] * y - K[0][2] * H[2][j]) / K[0][0], y, H[2][j]];
  };
  const [b1, b2, b3] = [column(0), column(1), column(2)];
  const size = (length(b1) + length(b2)) / 2;
  if (!(size > 0)) return undefined;
  const front = points.filter(({ x, y }) => b1[2] * x + b2[2] * y + b3[2] > 0).length;
  const scale = (front * 2 >= points.length ? 1 : -1) / size;
  const [r1, r2] = orthonormal([scaled(b1, scale), scaled(b2, scale), [0, 0, 0]]);
  const r3 = cross(r1, r2);
  const R: Matrix3 = [
    [r1[0], r2[0], r3[0]],
    [r1[1], r2[1], r3[1]],
    [r1[2], r2[2], r3[2]],
  ];
  const [tx, ty, tz] = scaled(b3, scale);
  return { K, R, t: [tx - z * r3[0], ty - z * r3[1], tz - z * r3[2]] };
}

/** A plane seen from afar looks the same when it is tilted the other way: the pose mirrored about the line of sight. */
function otherPose(camera: Pinhole, points: readonly CalibrationPoint[], z: number): Pinhole {
  const { K, R, t } = camera;
  const n = points.length;
  const middle: Vector3 = [points.reduce((sum, { x }) => sum + x, 0) / n, points.reduce((s, { y }) => s + y, 0) / n, z];
  const turned = times(R, middle);
  const seen: Vector3 = [turned[0] + t[0], turned[1] + t[1], turned[2] + t[2]];
  const sight = scaled(seen, 1 / length(seen));
  const normal: Vector3 = [R[0][2], R[1][2], R[2][2]];
  const axis = cross(normal, sight);
  const sine = length(axis);
  if (sine < 1e-6) return camera;
  const angle = Math.atan2(sine, Math.abs(dot(normal, sight))) * (dot(normal, sight) < 0 ? -2 : 2);
  const R2 = orthonormal(product(rotationBy(scaled(axis, angle / sine)), R));
  const moved = times(R2, middle);
  return { K, R: R2, t: [seen[0] - moved[0], seen[1] - moved[1], seen[2] - moved[2]] };
}
