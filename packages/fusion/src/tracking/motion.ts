/**
 * Where one person is, how fast, and how high the middle of the head is: x, y, vx, vy, h (metres, m/s), and the
 * covariance of the five, row by row.
 */
export interface Motion {
  readonly mean: Float64Array;
  readonly cov: Float64Array;
  /** Mean of late of the squared innovations over what was expected: above 1, the person turns more than believed. */
  surprise: number;
}

/**
 * A line of sight to a body part, seen as a point of the floor: m = (x, y) + g · (h · part) + noise, where m is
 * where the line meets the floor. For a foot `part` is 0; then m is simply the place.
 */
export interface Measurement {
  mx: number;
  my: number;
  /** Slope of the line times the part's share of the head's height. */
  gx: number;
  gy: number;
  /** Covariance of the noise, square metres. */
  rxx: number;
  rxy: number;
  ryy: number;
}

/** What a measurement would say about a person. */
export interface Innovation {
  /** Log of its density, per square metre. */
  logDensity: number;
  /** Squared Mahalanobis distance. */
  squared: number;
}

/** Spectral density of the acceleration of who walks steadily, m²/s³; it rises for who turns. */
const agility = 0.2;
const maxAgility = 2;
const surpriseMemory = 0.85;
/** Degrees of freedom of the Student-t of errors: real foot points have heavy tails. */
const freedom = 4;
const maxPlaceVariance = 4;
const maxSpeedVariance = 1.5;
/** Middle of the head of an unknown person, metres. */
export const headHeight = 1.6;
export const headHeightVariance = 0.0144;
/** Head heights move a little as people bend, square metres a second. */
const heightDrift = 0.0005;

const at = (array: Float64Array, index: number): number => array[index] ?? 0;

/** A person at rest at a place with a covariance. */
export function createMotion(x: number, y: number, varX: number, covXY: number, varY: number): Motion {
  const mean = new Float64Array([x, y, 0, 0, headHeight]);
  const cov = new Float64Array(25);
  cov[0] = varX;
  cov[1] = covXY;
  cov[5] = covXY;
  cov[6] = varY;
  cov[12] = 0.7;
  cov[18] = 0.7;
  cov[24] = headHeightVariance;
  return { mean, cov, surprise: 1 };
}

/** Moves a person on by `dt` seconds (not negative); `decay` is the time constant of the speed in seconds, 0 for none. */
export function predict(motion: Motion, dt: number, decay: number): void {
  const { mean, cov } = motion;
  if (dt <= 0) return;
  const keep = decay > 0 ? Math.exp(-dt / decay) : 1;
  const reach = decay > 0 ? decay * (1 - keep) : dt;
  mean[0] = at(mean, 0) + at(mean, 2) * reach;
  mean[1] = at(mean, 1) + at(mean, 3) * reach;
  mean[2] = at(mean, 2) * keep;
  mean[3] = at(mean, 3) * keep;
  // F·P, then (F·P)·Fᵀ, for F = place += reach · speed, speed *= keep.
  for (let j = 0; j < 5; j++) {
    cov[j] = at(cov, j) + reach * at(cov, 10 + j);
    cov[5 + j] = at(cov, 5 + j) + reach * at(cov, 15 + j);
    cov[10 + j] = at(cov, 10 + j) * keep;
    cov[15 + j] = at(cov, 15 + j) * keep;
  }
  for (let i = 0; i < 25; i += 5) {
    cov[i] = at(cov, i) + reach * at(cov, i + 2);
    cov[i + 1] = at(cov, i + 1) + reach * at(cov, i + 3);
    cov[i + 2] = at(cov, i + 2) * keep;
    cov[i + 3] = at(cov, i + 3) * keep;
  }
  const surprise = Math.max(1, motion.surprise);
  const q = Math.min(maxAgility, agility * surprise * surprise) * dt;
  for (let k = 0; k < 2; k++) {
    cov[6 * k] = at(cov, 6 * k) + (q * dt * dt) / 3;
    cov[6 * k + 2] = at(cov, 6 * k + 2) + (q * dt) / 2;
    cov[6 * k + 10] = at(cov, 6 * k + 10) + (q * dt) / 2;
    cov[6 * k + 12] = at(cov, 6 * k + 12) + q;
  }
  cov[24] = Math.min(headHeightVariance, at(cov, 24) + heightDrift * dt);
  bound(cov, 0, maxPlaceVariance);
  bound(cov, 1, maxPlaceVariance);
  bound(cov, 2, maxSpeedVariance);
  bound(cov, 3, maxSpeedVariance);
}

/** Keeps a variance under a limit by scaling its row and column, so that the covariance stays one. */
function bound(cov: Float64Array, k: number, limit: number): void {
  const variance = at(cov, 6 * k);
  if (variance <= limit) return;
  const scale = Math.sqrt(limit / variance);
  for (let j = 0; j < 5; j++) {
    cov[5 * k + j] = at(cov, 5 * k + j) * scale;
    cov[5 * j + k] = at(cov, 5 * j + k) * scale;
  }
}

/** How well a measurement fits: a bivariate Student-t around the prediction; `late` seconds after the measurement. */
export function innovate({ mean, cov }: Motion, z: Measurement, late: number, out: Innovation): void {
  const { gx, gy } = z;
  const dx = z.mx - at(mean, 0) - gx * at(mean, 4) + at(mean, 2) * late;
  const dy = z.my - at(mean, 1) - gy * at(mean, 4) + at(mean, 3) * late;
  const ph = at(cov, 24);
  const sxx = at(cov, 0) + 2 * gx * at(cov, 4) + gx * gx * ph + z.rxx;
  const sxy = at(cov, 1) + gy * at(cov, 4) + gx * at(cov, 9) + gx * gy * ph + z.rxy;
  const syy = at(cov, 6) + 2 * gy * at(cov, 9) + gy * gy * ph + z.ryy;
  const det = sxx * syy - sxy * sxy;
  out.squared = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
  out.logDensity = -Math.log(2 * Math.PI * Math.sqrt(det)) - ((freedom + 2) / 2) * Math.log(1 + out.squared / freedom);
}

const px = new Float64Array(5);
const py = new Float64Array(5);

/** Takes a measurement in, made `late` seconds before the state's time; outliers weigh less, as Student-t errors ask. */
export function update(motion: Motion, z: Measurement, late: number): void {
  const { mean, cov } = motion;
  const { gx, gy } = z;
  const dx = z.mx - at(mean, 0) - gx * at(mean, 4) + at(mean, 2) * late;
  const dy = z.my - at(mean, 1) - gy * at(mean, 4) + at(mean, 3) * late;
  for (let i = 0; i < 5; i++) {
    const h = at(cov, 5 * i + 4);
    px[i] = at(cov, 5 * i) + gx * h;
    py[i] = at(cov, 5 * i + 1) + gy * h;
  }
  const bxx = at(px, 0) + gx * at(px, 4);
  const bxy = at(py, 0) + gx * at(py, 4);
  const byy = at(py, 1) + gy * at(py, 4);
  let sxx = bxx + z.rxx;
  let sxy = bxy + z.rxy;
  let syy = byy + z.ryy;
  let det = sxx * syy - sxy * sxy;
  const squared = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
  motion.surprise = surpriseMemory * motion.surprise + (1 - surpriseMemory) * Math.min(10, squared / 2);
  const inflate = Math.max(1, (freedom + squared) / (freedom + 2));
  sxx = bxx + z.rxx * inflate;
  sxy = bxy + z.rxy * inflate;
  syy = byy + z.ryy * inflate;
  det = sxx * syy - sxy * sxy;
  for (let i = 0; i < 5; i++) {
    const kx = (at(px, i) * syy - at(py, i) * sxy) / det;
    const ky = (at(py, i) * sxx - at(px, i) * sxy) / det;
    mean[i] = at(mean, i) + kx * dx + ky * dy;
    for (let j = 0; j < 5; j++) cov[5 * i + j] = at(cov, 5 * i + j) - kx * at(px, j) - ky * at(py, j);
  }
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < i; j++) {
      const mean2 = (at(cov, 5 * i + j) + at(cov, 5 * j + i)) / 2;
      cov[5 * i + j] = mean2;
      cov[5 * j + i] = mean2;
    }
  }
}
