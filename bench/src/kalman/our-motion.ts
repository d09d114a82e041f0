import { createMotion, type Motion } from "../../../packages/fusion/src/tracking/motion.ts";
import type { Grid } from "./small-matrices.ts";

/** Place, speed and height of the head. */
export const states = 5;

/** Somebody who was seen at a place, to 0.2 m. */
export function startOf(x: number, y: number): Motion {
  return createMotion({ mx: x, my: y, gx: 0, gy: 0, rxx: 0.04, rxy: 0, ryy: 0.04 });
}

export function meanOf({ state }: Motion): readonly number[] {
  return [...state.subarray(0, states)];
}

/** The covariance as a whole; of it, a motion keeps the upper triangle behind the mean. */
export function covarianceOf({ state }: Motion): Grid {
  const grid = Array.from({ length: states }, () => Array.from({ length: states }, () => 0));
  let at = states;
  for (let i = 0; i < states; i++) {
    for (let j = i; j < states; j++) {
      const value = state[at++] ?? 0;
      grid[i]![j] = value;
      grid[j]![i] = value;
    }
  }
  return grid;
}
