/** What is used of the package, which has no types of its own. */
declare module "kalman-filter" {
  export interface KalmanState {
    readonly mean: readonly (readonly [number])[];
    readonly covariance: readonly (readonly number[])[];
  }
  interface KalmanFilter {
    filter(options: { previousCorrected?: KalmanState; observation: readonly number[]; index: number }): KalmanState;
  }
  const peer: { readonly KalmanFilter: new (model: object) => KalmanFilter };
  export default peer;
}
