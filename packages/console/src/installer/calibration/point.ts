import type { Matrix3 } from "@aisle/sdk/store";
import type { Pinhole } from "../geometry/pinhole.ts";

/** One thing that was clicked in the picture, and where it is in the store. */
export interface CalibrationPoint {
  /** Pixels. */
  readonly u: number;
  readonly v: number;
  /** Metres; `z` is the height above the floor, 0 unless told. */
  readonly x: number;
  readonly y: number;
  readonly z?: number;
}

/** What a calibration is made of. */
export interface CalibrationRequest {
  readonly points: readonly CalibrationPoint[];
  /** Of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Intrinsics where they are known; otherwise the focal length is found too, with square pixels around the picture's middle. */
  readonly K?: Matrix3;
}

/** A camera that was fitted to points. */
export interface Fit {
  readonly camera: Pinhole;
  /** Pixels that each point is away from where it was clicked. */
  readonly residuals: readonly number[];
  /** Sum of their squares. */
  readonly cost: number;
}

/** Above which (metres) points no longer lie in one plane with each other. */
export const samePlane = 0.005;
