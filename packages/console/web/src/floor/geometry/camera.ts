import type { CameraModel, FloorPoint } from "@aisle/sdk/store";
import { clip } from "./polygon.ts";

/** Nearer than this (metres) to the camera's plane nothing is drawn. */
const near = 0.05;

type CameraGeometry = Pick<CameraModel, "K" | "R" | "t" | "width" | "height">;

/** The pixel in which a camera sees a place in the store, or `undefined` for what is behind it. It may lie outside the frame. */
export function project(camera: CameraGeometry, x: number, y: number, z: number): FloorPoint | undefined {
  const { K, R, t } = camera;
  const depth = R[2][0] * x + R[2][1] * y + R[2][2] * z + t[2];
  if (depth < near) return undefined;
  const cx = (R[0][0] * x + R[0][1] * y + R[0][2] * z + t[0]) / depth;
  const cy = (R[1][0] * x + R[1][1] * y + R[1][2] * z + t[1]) / depth;
  return [K[0][0] * cx + K[0][1] * cy + K[0][2], K[1][0] * cx + K[1][1] * cy + K[1][2]];
}

/** Where the camera hangs, metres: −Rᵀ·t. */
export function cameraPlace({ R, t }: CameraGeometry): readonly [x: number, y: number, z: number] {
  const along = (column: 0 | 1 | 2) => -(R[0][column] * t[0] + R[1][column] * t[1] + R[2][column] * t[2]);
  return [along(0), along(1), along(2)];
}

/** Which way it looks over the floor, as a unit vector; zeros for one that looks straight down. */
export function cameraHeading({ R }: CameraGeometry): FloorPoint {
  const length = Math.hypot(R[2][0], R[2][1]);
  return length < 0.05 ? [0, 0] : [R[2][0] / length, R[2][1] / length];
}

/**
 * The part of the floor that lies inside the camera's frame: each edge of the frame is a plane through the camera, and
 * cuts the floor (z = 0) in a line. What stands on the floor may hide parts of it.
 */
export function footprint(camera: CameraGeometry, floor: readonly FloorPoint[]): readonly FloorPoint[] {
  const { K, R, t, width, height } = camera;
  // Rows of K·[R|t] for a place with z = 0: the pixel is (u / w, v / w).
  const row = (k: readonly [number, number, number]) =>
    [0, 1, 3].map((column) => {
      const of = (i: 0 | 1 | 2) => (column === 3 ? t[i] : R[i][column]!);
      return k[0] * of(0) + k[1] * of(1) + k[2] * of(2);
    }) as [number, number, number];
  const [u, v, w] = [row(K[0]), row(K[1]), row([0, 0, 1])];
  const planes: (readonly [number, number, number])[] = [
    [w[0], w[1], w[2] - near],
    u,
    [width * w[0] - u[0], width * w[1] - u[1], width * w[2] - u[2]],
    v,
    [height * w[0] - v[0], height * w[1] - v[1], height * w[2] - v[2]],
  ];
  return planes.reduce((rest, [a, b, c]) => clip(rest, a, b, c), [...floor]);
}
