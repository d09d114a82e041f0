import { clockTerm } from "./sensor-errors.ts";

/**
 * How far a sighting moves over the floor, in metres, with each term of its sensor's errors: along a line of sight that
 * goes (gx, gy) metres over the floor for each metre that it sinks, `drop` metres below the camera; (vx, vy) is how fast
 * the person walks. To turn a direction d = (gx, gy, −1) by a small ω adds ω × d.
 */
export function slopesOfSight(
  gx: number,
  gy: number,
  drop: number,
  vx: number,
  vy: number,
  outX: Float64Array,
  outY: Float64Array,
): void {
  outX[0] = drop * gx * gy;
  outY[0] = drop * (1 + gy * gy);
  outX[1] = -drop * (1 + gx * gx);
  outY[1] = -drop * gx * gy;
  outX[2] = -drop * gy;
  outY[2] = drop * gx;
  outX[3] = 1;
  outY[3] = 0;
  outX[4] = 0;
  outY[4] = 1;
  outX[5] = gx;
  outY[5] = gy;
  outX[clockTerm] = vx;
  outY[clockTerm] = vy;
}

/** The same for a sensor that measures places itself: only its clock is asked for. */
export function slopesOfPlace(vx: number, vy: number, outX: Float64Array, outY: Float64Array): void {
  outX.fill(0);
  outY.fill(0);
  outX[clockTerm] = vx;
  outY[clockTerm] = vy;
}
