import type { CameraModel } from "@aisle/sdk/store";

/** A calibrated camera, prepared for going between pixels and the store. Plain data. */
export interface CameraView {
  readonly model: CameraModel;
  /** Optical centre in the store, metres. */
  readonly cx: number;
  readonly cy: number;
  readonly cz: number;
  /** Mean focal length, pixels. */
  readonly focal: number;
}

/** A line of sight: per metre that it sinks, how far it goes along the floor. */
export interface Sight {
  gx: number;
  gy: number;
  /** Whether it sinks at all; a line at or above the horizon never meets the floor. */
  down: boolean;
}

/** A pixel and the depth in metres of what is seen there. */
export interface Projected {
  u: number;
  v: number;
  depth: number;
}

/** Lines flatter than this (metres down per metre) say too little about where on the floor. */
const flattest = 0.02;

/** Prepares a camera: camera = R · world + t, so its centre is −Rᵀ · t. */
export function cameraView(model: CameraModel): CameraView {
  const [a, b, c] = model.R;
  const [x, y, z] = model.t;
  return {
    model,
    cx: -(a[0] * x + b[0] * y + c[0] * z),
    cy: -(a[1] * x + b[1] * y + c[1] * z),
    cz: -(a[2] * x + b[2] * y + c[2] * z),
    focal: (model.K[0][0] + model.K[1][1]) / 2,
  };
}

/** Direction in the store of what is seen at a pixel, with depth 1 along the optical axis; written into `out`. */
export function rayThrough(view: CameraView, u: number, v: number, out: [number, number, number]): void {
  const { K, R } = view.model;
  const y = (v - K[1][2]) / K[1][1];
  const x = (u - K[0][2] - K[0][1] * y) / K[0][0];
  const [a, b, c] = R;
  out[0] = a[0] * x + b[0] * y + c[0];
  out[1] = a[1] * x + b[1] * y + c[1];
  out[2] = a[2] * x + b[2] * y + c[2];
}

const ray: [number, number, number] = [0, 0, 0];

/** Line of sight through a pixel, written into `out`. The point at height z is centre + g · (centre z − z). */
export function sightThrough(view: CameraView, u: number, v: number, out: Sight): void {
  rayThrough(view, u, v, ray);
  const [x, y, z] = ray;
  out.down = z < -flattest * Math.hypot(x, y);
  out.gx = out.down ? -x / z : 0;
  out.gy = out.down ? -y / z : 0;
}

/** Pixel of a point of the store, written into `out`; `false` when it is behind the camera. */
export function project(view: CameraView, x: number, y: number, z: number, out: Projected): boolean {
  const { K, R, t } = view.model;
  const [a, b, c] = R;
  const depth = c[0] * x + c[1] * y + c[2] * z + t[2];
  if (depth < 0.1) return false;
  const px = (a[0] * x + a[1] * y + a[2] * z + t[0]) / depth;
  const py = (b[0] * x + b[1] * y + b[2] * z + t[1]) / depth;
  out.u = K[0][0] * px + K[0][1] * py + K[0][2];
  out.v = K[1][1] * py + K[1][2];
  out.depth = depth;
  return true;
}
