/**
 * What is believed of how one sensor differs from its model, as a normal distribution over seven terms: [0…2] turn about
 * the store's x, y and z axes through the sensor, radians; [3…5] shift, metres; [6] how far its clock is ahead, seconds.
 */
export interface SensorErrors {
  readonly mean: Float64Array;
  /** Covariance, row by row. */
  readonly covariance: Float64Array;
  /** The part of `mean` that the sensor's sightings are corrected by already. */
  readonly applied: Float64Array;
  /** How far its places would be off without it: mean of late of the squared Mahalanobis distance in a sighting's own noise. */
  off: number;
  /** How many sightings say so. */
  lessons: number;
}

export const terms = 7;
export const clockTerm = 6;

/** Standard deviations of what installers leave: half a degree, 3 cm, 50 ms. */
const turnPrior = 0.0087;
const shiftPrior = 0.03;
const clockPrior = 0.05;
/** Nothing is corrected by more: 12°, 30 cm, 300 ms. */
const turnLimit = 0.21;
const shiftLimit = 0.3;
const clockLimit = 0.3;
/** A sensor of which so few sightings tell stays as it is. */
const experience = 50;
/** What was learned fades with this time constant, seconds: clocks drift, and mounts give way. */
const memory = 3600;
/** Of so many sightings are the last that tell how far its places are off. */
const offMemory = 100;
/** Degrees of freedom of the Student-t of residuals. */
const freedom = 4;

const priors = Float64Array.from({ length: terms }, (_, k) => prior(k));
const limits = Float64Array.from({ length: terms }, (_, k) => (k < 3 ? turnLimit : k < 6 ? shiftLimit : clockLimit));

function prior(term: number): number {
  const deviation = term < 3 ? turnPrior : term < 6 ? shiftPrior : clockPrior;
  return deviation * deviation;
}

/** A sensor that is as its model says, give or take what installers leave. */
export function createErrors(): SensorErrors {
  const covariance = new Float64Array(terms * terms);
  for (let k = 0; k < terms; k++) covariance[k * terms + k] = priors[k]!;
  return { mean: new Float64Array(terms), covariance, applied: new Float64Array(terms), off: 0, lessons: 0 };
}

/** Whether enough sightings tell of a sensor. */
export function isKnown({ lessons }: SensorErrors): boolean {
  return lessons >= experience;
}

/** When it truly was what the sensor's clock says, ms, as far as its clock is corrected. */
export function trueTime({ applied }: SensorErrors, at: number): number {
  return at - 1000 * applied[clockTerm]!;
}

/** Time goes on by `dt` seconds: what is believed comes nearer to what was believed at first. */
export function fade({ mean, covariance }: SensorErrors, dt: number): void {
  const keep = Math.exp(-dt / memory);
  for (let k = 0; k < terms; k++) mean[k] = mean[k]! * keep;
  for (let k = 0; k < covariance.length; k++) covariance[k] = covariance[k]! * keep * keep;
  for (let k = 0; k < terms; k++) covariance[k * (terms + 1)]! += priors[k]! * (1 - keep * keep);
}

/** Room for one update: the covariance of the terms with the residual's two sides. */
const withX = new Float64Array(terms);
const withY = new Float64Array(terms);

/**
 * Takes in by how much (ex, ey), metres, a sighting as corrected lay off where the person was: `slopeX`, `slopeY` say how
 * far it moves a unit of each term. (rxx, rxy, ryy) is the residual's covariance without this sensor's errors; residuals
 * that do not fit weigh less, as Student-t errors ask.
 */
export function learnErrors(
  { mean, covariance, applied }: SensorErrors,
  slopeX: Float64Array,
  slopeY: Float64Array,
  ex: number,
  ey: number,
  rxx: number,
  rxy: number,
  ryy: number,
): void {
  let dx = -ex;
  let dy = -ey;
  let pxx = 0;
  let pxy = 0;
  let pyy = 0;
  for (let k = 0; k < terms; k++) {
    const open = mean[k]! - applied[k]!;
    dx -= slopeX[k]! * open;
    dy -= slopeY[k]! * open;
    let x = 0;
    let y = 0;
    for (let j = 0; j < terms; j++) {
      x += covariance[k * terms + j]! * slopeX[j]!;
      y += covariance[k * terms + j]! * slopeY[j]!;
    }
    withX[k] = x;
    withY[k] = y;
    pxx += x * slopeX[k]!;
    pxy += x * slopeY[k]!;
    pyy += y * slopeY[k]!;
  }
  let sxx = pxx + rxx;
  let sxy = pxy + rxy;
  let syy = pyy + ryy;
  let det = sxx * syy - sxy * sxy;
  const inflate = (freedom + (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det) / (freedom + 2);
  if (inflate > 1) {
    sxx = pxx + rxx * inflate;
    sxy = pxy + rxy * inflate;
    syy = pyy + ryy * inflate;
    det = sxx * syy - sxy * sxy;
  }
  const ux = (syy * dx - sxy * dy) / det;
  const uy = (sxx * dy - sxy * dx) / det;
  for (let k = 0; k < terms; k++) {
    mean[k] = clamp(mean[k]! + withX[k]! * ux + withY[k]! * uy, limits[k]!);
    const gainX = (syy * withX[k]! - sxy * withY[k]!) / det;
    const gainY = (sxx * withY[k]! - sxy * withX[k]!) / det;
    for (let j = 0; j < terms; j++) {
      covariance[k * terms + j] = covariance[k * terms + j]! - gainX * withX[j]! - gainY * withY[j]!;
    }
  }
}

/** Learns how far places are off that have this noise, by what is believed of the sensor; its clock is not asked. */
export function learnOff(
  errors: SensorErrors,
  slopeX: Float64Array,
  slopeY: Float64Array,
  rxx: number,
  rxy: number,
  ryy: number,
): void {
  let x = 0;
  let y = 0;
  for (let k = 0; k < clockTerm; k++) {
    x += slopeX[k]! * errors.mean[k]!;
    y += slopeY[k]! * errors.mean[k]!;
  }
  const squared = (ryy * x * x - 2 * rxy * x * y + rxx * y * y) / (rxx * ryy - rxy * rxy);
  errors.off += (squared - errors.off) / offMemory;
  errors.lessons++;
}

function clamp(value: number, limit: number): number {
  return value < -limit ? -limit : value > limit ? limit : value;
}
