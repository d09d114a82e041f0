import peer, { type KalmanState } from "kalman-filter";
import { inverse, Matrix } from "ml-matrix";
import { predict, update } from "../../../packages/fusion/src/tracking/motion.ts";
import { covarianceOf, meanOf, startOf } from "./our-motion.ts";
import type { Script } from "./script.ts";
import type { Grid } from "./small-matrices.ts";

/** Where a filter was after a script, and how sure: the mean after each step where `told` is asked for. */
export interface Followed {
  readonly mean: readonly number[];
  readonly cov: Grid;
}

/** Goes through a script from its start; `after` hears of each step. */
export type Filter = (script: Script, after?: (step: number, state: Followed) => void) => unknown;

/** Our own motion model. */
export const ours: Filter = ({ mean, steps }, after) => {
  const motion = startOf(mean[0] ?? 0, mean[1] ?? 0);
  for (const [k, { dt, measurement }] of steps.entries()) {
    predict(motion, dt, 0);
    update(motion, measurement, 0);
    after?.(k, { mean: meanOf(motion), cov: covarianceOf(motion) });
  }
  return motion;
};

/** The textbook's equations in npm `ml-matrix`. */
export const withMlMatrix: Filter = (script, after) => {
  let mean = Matrix.columnVector([...script.mean]);
  let cov = matrixOf(script.cov);
  for (const [k, step] of script.steps.entries()) {
    const F = matrixOf(step.F);
    const H = matrixOf(step.H);
    mean = F.mmul(mean);
    cov = F.mmul(cov).mmul(F.transpose()).add(matrixOf(step.Q));
    const across = cov.mmul(H.transpose());
    const gain = across.mmul(inverse(H.mmul(across).add(matrixOf(step.R))));
    mean = mean.add(gain.mmul(Matrix.columnVector([...step.z]).sub(H.mmul(mean))));
    cov = cov.sub(gain.mmul(H).mmul(cov));
    after?.(k, { mean: mean.to1DArray(), cov: cov.to2DArray() });
  }
  return mean;
};

function matrixOf(grid: Grid): Matrix {
  return new Matrix(grid.map((row) => [...row]));
}

/** npm `kalman-filter` with the script's model. */
export const withKalmanFilter: Filter = ({ mean, cov, steps }, after) => {
  type Asked = { readonly index: number };
  const filter = new peer.KalmanFilter({
    dynamic: {
      dimension: 5,
      init: { mean: mean.map((value) => [value]), covariance: cov, index: -1 },
      transition: ({ index }: Asked) => steps[index]?.F,
      covariance: ({ index }: Asked) => steps[index]?.Q,
    },
    observation: {
      dimension: 2,
      stateProjection: ({ index }: Asked) => steps[index]?.H,
      covariance: ({ index }: Asked) => steps[index]?.R,
    },
  });
  let state: KalmanState | undefined;
  for (const [index, { z }] of steps.entries()) {
    const before = state === undefined ? {} : { previousCorrected: state };
    state = filter.filter({ ...before, observation: z, index });
    after?.(index, { mean: state.mean.map(([value]) => value), cov: state.covariance });
  }
  return state;
};
