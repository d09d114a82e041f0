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
  /** Rᵀ · K⁻¹ row by row: times (u, v, 1), the direction of what is seen at a pixel. */
  readonly rays: Float64Array;
  /** K · [R t] row by row: times (x, y, z, 1), the pixel times its depth. */
  readonly pixels: Float64Array;
}

/** A line of sight: per metre that it sinks, how far it goes along the floor. */
export interface Sight {
  gx: number;
  gy: number;
  /** How much of the direction through the pixel makes up that metre. */
  length: number;
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
/** What is nearer to a camera, in metres, has no pixel. */
export const nearest = 0.1;

/** Prepares a camera: camera = R · world + t, so its centre is −Rᵀ · t. */
export function cameraView(model: CameraModel): CameraView {
  const { K, R, t } = model;
  const [a, b, c] = R;
  const [x, y, z] = t;
  const rays = new Float64Array(9);
  const pixels = new Float64Array(12);
  const { 0: fx, 1: skew, 2: u0 } = K[0];
  const { 1: fy, 2: v0 } = K[1];
  for (let i = 0; i < 3; i++) {
    const right = a[i]! / fx;
    const down = (b[i]! - skew * right) / fy;
    rays[3 * i] = right;
    rays[3 * i + 1] = down;
    rays[3 * i + 2] = c[i]! - u0 * right - v0 * down;
  }
  for (let i = 0; i < 4; i++) {
    const [p, q, r] = [i < 3 ? a[i]! : x, i < 3 ? b[i]! : y, i < 3 ? c[i]! : z];
    pixels[i] = fx * p + skew * q + u0 * r;
    pixels[4 + i] = fy * q + v0 * r;
    pixels[8 + i] = r;
  }
  return {
    model,
    cx: -(a[0] * x + b[0] * y + c[0] * z),
    cy: -(a[1] * x + b[1] * y + c[1] * z),
    cz: -(a[2] * x + b[2] * y + c[2] * z),
    focal: (fx + fy) / 2,
    rays,
    pixels,
  };
}

/** Direction in the store of what is seen at a pixel, with depth 1 along the optical axis; written into `out`. */
export function rayThrough({ rays }: CameraView, u: number, v: number, out: [number, number, number]): void {
  out[0] = rays[0]! * u + rays[1]! * v + rays[2]!;
  out[1] = rays[3]! * u + rays[4]! * v + rays[5]!;
  out[2] = rays[6]! * u + rays[7]! * v + rays[8]!;
}

/** Line of sight through a pixel, written into `out`. The point at height z is centre + g · (centre z − z). */
export function sightThrough({ rays }: CameraView, u: number, v: number, out: Sight): void {
  const x = rays[0]! * u + rays[1]! * v + rays[2]!;
  const y = rays[3]! * u + rays[4]! * v + rays[5]!;
  const z = rays[6]! * u + rays[7]! * v + rays[8]!;
  // Also what is not a number does not sink.
  out.down = z < 0 && z * z > flattest * flattest * (x * x + y * y);
  out.length = out.down ? -1 / z : 0;
  out.gx = x * out.length;
  out.gy = y * out.length;
}

/** Pixel of a point of the store, written into `out`; `false` when it is behind the camera. */
export function project({ pixels }: CameraView, x: number, y: number, z: number, out: Projected): boolean {
  const depth = pixels[8]! * x + pixels[9]! * y + pixels[10]! * z + pixels[11]!;
  if (depth < nearest) return false;
  out.u = (pixels[0]! * x + pixels[1]! * y + pixels[2]! * z + pixels[3]!) / depth;
  out.v = (pixels[4]! * x + pixels[5]! * y + pixels[6]! * z + pixels[7]!) / depth;
  out.depth = depth;
  return true;
}
