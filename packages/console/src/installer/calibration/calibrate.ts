import type { FloorPoint, Matrix3 } from "@aisle/sdk/store";
import { type Pinhole, placeAt } from "../geometry/pinhole.ts";
import { certaintyOf } from "./certainty.ts";
import { findMistake } from "./mistakes.ts";
import type { CalibrationPoint, CalibrationRequest, Fit } from "./point.ts";
import { refine } from "./refine.ts";
import { clickDeviation, solveCamera, without } from "./solve-camera.ts";
import { almostOnOneLine, doubled, inOneCorner, onOneLine } from "./spread.ts";

/** What is wrong with points, or could be better; `points` are the ones meant, from 0. */
export interface CalibrationNote {
  readonly kind:
    | "few"
    | "number"
    | "double"
    | "line"
    | "mirrored"
    | "height"
    | "no-fit"
    | "outlier"
    | "swapped"
    | "corner"
    | "focal"
    | "spare";
  readonly text: string;
  readonly points: readonly number[];
}

/** A camera as it was calibrated. */
export interface Calibration {
  readonly solved: true;
  readonly K: Matrix3;
  readonly R: Matrix3;
  readonly t: readonly [number, number, number];
  /** Metres on the floor between each point and where its pixel says it is. */
  readonly errors: readonly number[];
  readonly medianError: number;
  readonly maxError: number;
  /** The same, each point judged by a camera fitted to all others: honest. `null` with too few points to leave one out. */
  readonly leaveOneOut: readonly number[] | null;
  readonly leaveOneOutMedian: number | null;
  /** Root mean square of the pixel errors. */
  readonly reprojection: number;
  readonly warnings: readonly CalibrationNote[];
  /** Metres (standard deviation) that a place on the floor may be off; infinite where the camera cannot see it. */
  readonly floorDeviation: (place: FloorPoint) => number;
}

/** No camera can be told from these points. */
export interface NoCalibration {
  readonly solved: false;
  readonly problem: CalibrationNote;
}

/** Clicks are taken to be at least so far off, pixels, however well the points happen to fit. */
const leastDeviation = 1;
const mostPoints = 64;

/**
 * Finds a camera from points clicked in its picture whose places are known: a plane's homography, refined by least
 * squares of the pixel errors; with `K` the pose (4 points and more), without it the focal length too (5 and more are
 * wise, 8 are good). Four points at least must be of one height, such as the floor. Only the first 64 are used.
 *
 * Never throws and never gives what is not a number: what cannot be solved is a `problem` that says why and which point.
 */
export function calibrateCamera(request: CalibrationRequest): Calibration | NoCalibration {
  const asked = { ...request, points: request.points.slice(0, mostPoints) };
  const problem = problemOf(asked);
  if (problem !== undefined) return { solved: false, problem };
  const { fit, below } = solveCamera(asked);
  if (below) {
    return no(
      "mirrored",
      "These points fit only a camera below the floor: is the plan mirrored, or clicked crosswise?",
    );
  }
  if (fit === undefined)
    return no("no-fit", "No camera sees these points like this. Check that each place is the right one.");
  return result(asked, fit);
}

function no(kind: CalibrationNote["kind"], text: string, points: readonly number[] = []): NoCalibration {
  return { solved: false, problem: { kind, text, points } };
}

function problemOf({ points, width, height, K }: CalibrationRequest): CalibrationNote | undefined {
  const wrong = points.findIndex(({ u, v, x, y, z = 0 }) => ![u, v, x, y, z].every(Number.isFinite));
  if (wrong >= 0) return { kind: "number", text: `Point ${wrong + 1} has no whole place or pixel.`, points: [wrong] };
  if (!(width > 0 && height > 0) || K?.flat().every(Number.isFinite) === false) {
    return { kind: "number", text: "The picture's size or the camera's intrinsics are not numbers.", points: [] };
  }
  const missing = 4 - points.length;
  if (missing > 0) {
    return {
      kind: "few",
      text: `${missing} more ${missing === 1 ? "point" : "points"} needed, 8 are good.`,
      points: [],
    };
  }
  const twice = doubled(points);
  if (twice !== undefined) {
    return {
      kind: "double",
      text: `Points ${twice[0] + 1} and ${twice[1] + 1} are the same place or pixel.`,
      points: twice,
    };
  }
  const line = lineOf(points);
  if (line !== undefined) return line;
  const level = Math.max(
    ...points.map(({ z = 0 }) => points.filter((other) => Math.abs((other.z ?? 0) - z) < 0.005).length),
  );
  return level < 4 ? { kind: "height", text: "Four points at least must be of one height.", points: [] } : undefined;
}

/** Points of which all, or three of four, lie on one line. */
function lineOf(points: readonly CalibrationPoint[]): CalibrationNote | undefined {
  const where = onOneLine(points);
  if (where !== undefined) {
    const text = `The points lie nearly on one line in the ${where}. Add some to the side of it.`;
    return { kind: "line", text, points: [] };
  }
  const three = points.length === 4 ? almostOnOneLine(points) : undefined;
  if (three === undefined) return undefined;
  const [a = 0, b = 0, c = 0] = three.points.map((index) => index + 1);
  const text = `Of four points, ${a}, ${b} and ${c} lie nearly on one line in the ${three.where}: not enough. Add a fifth to the side of it.`;
  return { kind: "line", text, points: three.points };
}

function result(request: CalibrationRequest, fit: Fit): Calibration | NoCalibration {
  const { points, K, width, height } = request;
  const { camera } = fit;
  const deviation = clickDeviation(fit, points.length, K);
  const certainty = certaintyOf(fit, points, K === undefined, Math.max(leastDeviation, deviation));
  if (certainty === undefined) return no("line", "These points leave the camera free to tilt. Spread them further.");
  const errors = points.map((point) => floorError(camera, point));
  const left = leaveOneOut(request, fit);
  const warnings: CalibrationNote[] = [];
  const mistake = findMistake(request, fit);
  if (mistake !== undefined) warnings.push(mistakeNote(mistake.kind, mistake.points));
  if (inOneCorner(points, width, height)) {
    warnings.push({ kind: "corner", text: "All points are in one part of the picture. Spread them.", points: [] });
  }
  if (certainty.focal > 0.05) {
    const share = Math.round(certainty.focal * 100);
    const text = `The focal length is only sure to ±${share} %. Add points near the picture's edges, near and far.`;
    warnings.push({ kind: "focal", text, points: [] });
  }
  if (left === null) {
    warnings.push({ kind: "spare", text: "So few points fit any mistake. Add some before you trust it.", points: [] });
  }
  return {
    solved: true,
    K: camera.K,
    R: camera.R,
    t: camera.t,
    errors,
    medianError: median(errors),
    maxError: Math.max(...errors),
    leaveOneOut: left,
    leaveOneOutMedian: left === null ? null : median(left),
    reprojection: Math.sqrt(fit.cost / points.length),
    warnings,
    floorDeviation: certainty.floorDeviation,
  };
}

function mistakeNote(kind: "outlier" | "swapped", points: readonly number[]): CalibrationNote {
  const [a = 0, b = 0] = points.map((index) => index + 1);
  if (kind === "outlier") return { kind, text: `Point ${a} does not go with the others.`, points };
  return { kind, text: `Points ${a} and ${b} seem to be swapped.`, points };
}

/** Metres between a point and what its pixel says; a pixel above the horizon counts as a kilometre. */
function floorError(camera: Pinhole, { u, v, x, y, z = 0 }: CalibrationPoint): number {
  const place = placeAt(camera, u, v, z);
  return place === undefined ? 1000 : Math.min(1000, Math.hypot(place[0] - x, place[1] - y));
}

function leaveOneOut({ points, K }: CalibrationRequest, fit: Fit): readonly number[] | null {
  if (points.length < (K === undefined ? 6 : 5)) return null;
  return points.map((point, i) => {
    const others = refine(fit.camera, without(points, i), K === undefined);
    return others === undefined ? 1000 : floorError(others.camera, point);
  });
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
