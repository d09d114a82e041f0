import type { CameraModel } from "@aisle/sdk/store";

/** A place in a picture: pixels, and metres in front of the camera. Reused, so copy what is kept. */
export interface Projected {
  u: number;
  v: number;
  depth: number;
}

/** Projects points of the store into one camera's picture: camera = R · world + t, pixels = K · camera / z. */
export function projector({ K, R, t }: CameraModel): (x: number, y: number, z: number) => Projected {
  const out: Projected = { u: 0, v: 0, depth: 0 };
  return (x, y, z) => {
    const cx = R[0][0] * x + R[0][1] * y + R[0][2] * z + t[0];
    const cy = R[1][0] * x + R[1][1] * y + R[1][2] * z + t[1];
    const cz = R[2][0] * x + R[2][1] * y + R[2][2] * z + t[2];
    out.u = (K[0][0] * cx + K[0][1] * cy) / cz + K[0][2];
    out.v = (K[1][1] * cy) / cz + K[1][2];
    out.depth = cz;
    return out;
  };
}

/** Where a camera hangs, in metres: -Rᵀ · t. */
export function positionOf({ R, t }: CameraModel): readonly [x: number, y: number, z: number] {
  const along = (i: 0 | 1 | 2): number => -(R[0][i] * t[0] + R[1][i] * t[1] + R[2][i] * t[2]);
  return [along(0), along(1), along(2)];
}
