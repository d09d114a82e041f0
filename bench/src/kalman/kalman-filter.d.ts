/** What is used of the package, which has no types of its own. */
declare module "kalman-filter" {
  export interface KalmanState {
    readonly mean: readonly (readonly [number])[];
    readonly covariance: readonly (readonly number[])[];
  }
  export class KalmanFilter {
    constructor(model: object);
    filter(options: { previousCorrected?: KalmanState; observation: readonly number[]; index: number }): KalmanState;
  }
}
