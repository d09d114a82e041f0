import type { CameraModel, FloorPoint } from "@aisle/sdk/store";
import { times, transposedTimes, type Vector3 } from "./matrix3.ts";

/** What a camera's picture depends on: camera = R · world + t (metres), pixels = K · camera / z. No lens distortion. */
export type Pinhole = Pick<CameraModel, "K" | "R" | "t">;

/** Where the camera hangs, metres. */
export function cameraCentre({ R, t }: Pinhole): Vector3 {
  const [x, y, z] = transposedTimes(R, t);
  return [-x, -y, -z];
}

/** The pixel of a place in the store and its depth in metres; `undefined` behind the camera or within 5 cm of it. */
export function pixelOf(camera: Pinhole, place: Vector3): { u: number; v: number; depth: number } | undefined {
  const { K, R, t } = camera;
  const [a, b, c] = times(R, place);
  const depth = c + t[2];
  if (!(depth > 0.05)) return undefined;
  const x = (a + t[0]) / depth;
  const y = (b + t[1]) / depth;
  return { u: K[0][0] * x + K[0][1] * y + K[0][2], v: K[1][1] * y + K[1][2], depth };
}

/** The place at height `z` (metres, the floor unless told) that is seen at a pixel; `undefined` where the line of sight never gets there. */
export function placeAt(camera: Pinhole, u: number, v: number, z = 0): FloorPoint | undefined {
  const { K, R } = camera;
  const y = (v - K[1][2]) / K[1][1];
  const x = (u - K[0][2] - K[0][1] * y) / K[0][0];
  const ray = transposedTimes(R, [x, y, 1]);
  const centre = cameraCentre(camera);
  const along = (z - centre[2]) / ray[2];
  if (!(along > 0) || !Number.isFinite(along)) return undefined;
  return [centre[0] + along * ray[0], centre[1] + along * ray[1]];
}
