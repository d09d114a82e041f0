import type { Motion } from "./motion.ts";

/** Where the rows of the covariance of place and velocity begin in a motion's state, less their number. */
const rows = [5, 9, 12, 14] as const;
const size = rows.length;
/** Nothing is surer than this, square metres: rounding must not make it so. */
const leastVariance = 1e-9;
/** Lower triangle of the root of the covariance, row by row, and the difference seen through it. */
const root = new Float64Array(size * size);
const seen = new Float64Array(size);

/**
 * How well two people can be told apart by where they are and how they move: the squared Mahalanobis distance of their
 * places and velocities, each as sure as it is. Its root is that of Cholesky.
 */
export function apartness({ state: a }: Motion, { state: b }: Motion): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    let off = a[i]! - b[i]!;
    for (let k = 0; k < i; k++) {
      let shared = a[rows[k]! + i]! + b[rows[k]! + i]!;
      for (let n = 0; n < k; n++) shared -= root[i * size + n]! * root[k * size + n]!;
      shared /= root[k * size + k]!;
      root[i * size + k] = shared;
      off -= shared * seen[k]!;
    }
    let own = a[rows[i]! + i]! + b[rows[i]! + i]!;
    for (let n = 0; n < i; n++) own -= root[i * size + n]! * root[i * size + n]!;
    const deviation = Math.sqrt(Math.max(own, leastVariance));
    root[i * size + i] = deviation;
    seen[i] = off / deviation;
    sum += seen[i]! * seen[i]!;
  }
  return sum;
}
