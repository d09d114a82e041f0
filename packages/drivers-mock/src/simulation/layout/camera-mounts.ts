import type { CameraModel, Matrix3 } from "@aisle/sdk/store";
import type { FloorPlan } from "./floor-plan.ts";

type Vector = readonly [x: number, y: number, z: number];

/** Frames a second of every camera. */
const cameraFps = 10;

const picture = { width: 1280, height: 720 };
const mountHeight = 3.1;
/** Pixels; a horizontal view of about 92°. */
const focalLength = 620;
/** One camera for so many metres of wall, and one in each corner. */
const spacing = 3.4;

/** Cameras under the ceiling: in every corner, and along the two long walls where they are long. */
export function mountCameras(plan: FloorPlan): CameraModel[] {
  const columns = Math.max(2, Math.round(plan.width / spacing) + 1);
  const cameras: CameraModel[] = [];
  for (const y of [0.12, plan.depth - 0.12])
    for (let column = 0; column < columns; column++) {
      const share = column / (columns - 1);
      const x = 0.12 + share * (plan.width - 0.24);
      const target: Vector = [x + (plan.width / 2 - x) * 0.7, plan.depth / 2, 0.9];
      cameras.push(lookAt(`cam-${cameras.length + 1}`, [x, y, mountHeight], target));
    }
  return cameras;
}

const grid = { height: 3.6, metres: 2.6, focalLength: 490 };

/** Cameras over the whole floor, 2.6 m apart, tilted by 27° along x by turns, so that each sees past its neighbours' feet. */
export function mountGrid(plan: FloorPlan): CameraModel[] {
  const columns = Math.max(1, Math.round(plan.width / grid.metres));
  const rows = Math.max(1, Math.round(plan.depth / grid.metres));
  const cameras: CameraModel[] = [];
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      const from: Vector = [((column + 0.5) * plan.width) / columns, ((row + 0.5) * plan.depth) / rows, grid.height];
      const tilt = (column + row) % 2 === 0 ? 0.5 : -0.5;
      const id = `cam-${cameras.length + 1}`;
      cameras.push(lookAt(id, from, [from[0] + tilt * grid.height, from[1], 0], grid.focalLength));
    }
  return cameras;
}

/** A camera at `from` whose picture has `to` in its middle and the floor below. */
function lookAt(id: string, from: Vector, to: Vector, focal = focalLength): CameraModel {
  const forward = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  const right = unit(cross(forward, [0, 0, 1]));
  const down = unit(cross(forward, right));
  const R: Matrix3 = [right, down, forward];
  const t = R.map((row) => -(row[0] * from[0] + row[1] * from[1] + row[2] * from[2]));
  return {
    id,
    ...picture,
    fps: cameraFps,
    K: [
      [focal, 0, picture.width / 2],
      [0, focal, picture.height / 2],
      [0, 0, 1],
    ],
    R,
    t: [t[0] ?? 0, t[1] ?? 0, t[2] ?? 0],
  };
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(v: Vector): Vector {
  const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  // Adding 0 makes -0 a 0: JSON cannot tell them apart.
  return [v[0] / length + 0, v[1] / length + 0, v[2] / length + 0];
}
