import { type Measurement, predict, update } from "../../../packages/fusion/src/tracking/motion.ts";
import { drawsOf } from "../report/index.ts";
import { covarianceOf, meanOf, startOf, states } from "./our-motion.ts";
import { type Grid, minus, product, symmetricInverse, transposed } from "./small-matrices.ts";

/** One step of a linear filter: go on by `dt` seconds with F and Q, then take `z` in with H and R. */
export interface Step {
  readonly dt: number;
  readonly measurement: Measurement;
  readonly F: Grid;
  readonly Q: Grid;
  readonly H: Grid;
  readonly R: Grid;
  readonly z: readonly [number, number];
  /** Mean and covariance that our own filter had after the step. */
  readonly mean: readonly number[];
  readonly cov: Grid;
}

/** Somebody who walks for so many steps, as a plain linear filter has to be told to come to what ours came to. */
export interface Script {
  readonly mean: readonly number[];
  readonly cov: Grid;
  readonly steps: readonly Step[];
}

const frame = 0.1;
const walking = 1.2;

/** A measurement of somebody at (x, y) by a camera that sees a foot or a head: lines of sight have their slopes. */
function measure(x: number, y: number, k: number, normal: () => number): Measurement {
  const head = k % 2;
  const gx = head * 0.6 * Math.cos(k);
  const gy = head * 0.6 * Math.sin(k);
  const mx = x + gx * 1.65 + 0.1 * normal();
  const my = y + gy * 1.65 + 0.1 * normal();
  return { mx, my, gx, gy, rxx: 0.012, rxy: 0.003, ryy: 0.01 };
}

/**
 * Lets our filter follow a walker and notes what each step was. Ours adapts: the noise of acceleration follows the
 * walker, outliers weigh less. A linear filter that is told the Q and R which ours used in effect has to come to the same.
 */
export function scriptOf(steps: number, seed: number): Script {
  const { even, normal } = drawsOf(seed);
  let [x, y, heading] = [3, 3, 0];
  const motion = startOf(x, y);
  const start = { mean: meanOf(motion), cov: covarianceOf(motion) };
  const done: Step[] = [];
  for (let k = 0; k < steps; k++) {
    const dt = frame * (0.7 + 0.6 * even());
    heading += 0.3 * normal();
    x += walking * dt * Math.cos(heading);
    y += walking * dt * Math.sin(heading);
    const measurement = measure(x, y, k, normal);
    const before = covarianceOf(motion);
    predict(motion, dt, 0);
    const F = transition(dt);
    const predicted = covarianceOf(motion);
    const Q = minus(predicted, product(product(F, before), transposed(F)));
    update(motion, measurement, 0);
    const cov = covarianceOf(motion);
    const H = [
      [1, 0, 0, 0, measurement.gx],
      [0, 1, 0, 0, measurement.gy],
    ];
    const seen = (of: Grid): Grid => product(product(H, of), transposed(H));
    // What is known of the place seen: the inverse of its variance grows by the inverse of R.
    const R = symmetricInverse(minus(symmetricInverse(seen(cov)), symmetricInverse(seen(predicted))));
    done.push({ dt, measurement, F, Q, H, R, z: [measurement.mx, measurement.my], mean: meanOf(motion), cov });
  }
  return { ...start, steps: done };
}

function transition(dt: number): Grid {
  return Array.from({ length: states }, (_, i) =>
    Array.from({ length: states }, (__, j) => (i === j ? 1 : i < 2 && j === i + 2 ? dt : 0)),
  );
}
