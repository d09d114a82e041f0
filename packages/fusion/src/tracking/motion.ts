/**
 * Where one person is, how fast, and how high the middle of the head is, with how sure that is: one array of 20.
 * [0…4] x, y, vx, vy, h in metres and m/s; then the upper triangle of their covariance, row by row:
 * [5…9] xx xy xvx xvy xh, [10…13] yy yvx yvy yh, [14…16] vxvx vxvy vxh, [17…18] vyvy vyh, [19] hh.
 */
export interface Motion {
  readonly state: Float64Array;
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
const firstSpeedVariance = 0.7;
/** Middle of the head of an unknown person, metres. */
export const headHeight = 1.6;
const headHeightVariance = 0.0144;
/** Head heights move a little as people bend, square metres a second. */
const heightDrift = 0.0005;
const logTwoPi = Math.log(2 * Math.PI);

/** A person at rest on whose place a measurement tells; it is where the line of sight has the usual head's height. */
export function createMotion({ mx, my, gx, gy, rxx, rxy, ryy }: Measurement): Motion {
  const state = new Float64Array(20);
  state[0] = mx - gx * headHeight;
  state[1] = my - gy * headHeight;
  state[4] = headHeight;
  state[5] = rxx + gx * gx * headHeightVariance;
  state[6] = rxy + gx * gy * headHeightVariance;
  state[10] = ryy + gy * gy * headHeightVariance;
  // The place rests on the height that was assumed.
  state[9] = -gx * headHeightVariance;
  state[13] = -gy * headHeightVariance;
  state[14] = firstSpeedVariance;
  state[17] = firstSpeedVariance;
  state[19] = headHeightVariance;
  return { state, surprise: 1 };
}

/** A motion to be written into. */
export function blankMotion(): Motion {
  return { state: new Float64Array(20), surprise: 1 };
}

/** A copy that goes its own way. */
export function copyMotion(from: Motion): Motion {
  const copy = blankMotion();
  setMotion(copy, from);
  return copy;
}

/** Makes a motion the same as another, to go its own way. */
export function setMotion(into: Motion, { state, surprise }: Motion): void {
  for (let k = 0; k < 20; k++) into.state[k] = state[k]!;
  into.surprise = surprise;
}

/** Moves a person on by `dt` seconds (not negative); `decay` is the time constant of the speed in seconds, 0 for none. */
export function predict(motion: Motion, dt: number, decay: number): void {
  if (dt <= 0) return;
  const s = motion.state;
  const keep = decay > 0 ? Math.exp(-dt / decay) : 1;
  const reach = decay > 0 ? decay * (1 - keep) : dt;
  const surprise = motion.surprise > 1 ? motion.surprise : 1;
  const q = Math.min(maxAgility, agility * surprise * surprise) * dt;
  const qPlace = (q * dt * dt) / 3;
  const qShared = (q * dt) / 2;
  const vxvx = s[14]!;
  const vxvy = s[15]!;
  const vyvy = s[17]!;
  const vxh = s[16]!;
  const vyh = s[18]!;
  const xvx = s[7]!;
  const xvy = s[8]!;
  const yvx = s[11]!;
  const yvy = s[12]!;
  s[0] = s[0]! + s[2]! * reach;
  s[1] = s[1]! + s[3]! * reach;
  s[2] = s[2]! * keep;
  s[3] = s[3]! * keep;
  s[5] = s[5]! + reach * (2 * xvx + reach * vxvx) + qPlace;
  s[6] = s[6]! + reach * (xvy + yvx + reach * vxvy);
  s[7] = keep * (xvx + reach * vxvx) + qShared;
  s[8] = keep * (xvy + reach * vxvy);
  s[9] = s[9]! + reach * vxh;
  s[10] = s[10]! + reach * (2 * yvy + reach * vyvy) + qPlace;
  s[11] = keep * (yvx + reach * vxvy);
  s[12] = keep * (yvy + reach * vyvy) + qShared;
  s[13] = s[13]! + reach * vyh;
  s[14] = keep * keep * vxvx + q;
  s[15] = keep * keep * vxvy;
  s[16] = keep * vxh;
  s[17] = keep * keep * vyvy + q;
  s[18] = keep * vyh;
  s[19] = Math.min(headHeightVariance, s[19]! + heightDrift * dt);
  if (s[5] > maxPlaceVariance) shrink(s, 0, 5, maxPlaceVariance);
  if (s[10] > maxPlaceVariance) shrink(s, 1, 10, maxPlaceVariance);
  if (s[14] > maxSpeedVariance) shrink(s, 2, 14, maxSpeedVariance);
  if (s[17] > maxSpeedVariance) shrink(s, 3, 17, maxSpeedVariance);
}

/** By row and column of the covariance, where it is kept. */
const kept = [5, 6, 7, 8, 9, 6, 10, 11, 12, 13, 7, 11, 14, 15, 16, 8, 12, 15, 17, 18] as const;

/** Brings a variance down to a limit by scaling its row and column, so that the covariance stays one. */
function shrink(s: Float64Array, row: number, diagonal: number, limit: number): void {
  const scale = Math.sqrt(limit / s[diagonal]!);
  for (let k = 5 * row; k < 5 * row + 5; k++) s[kept[k]!] = s[kept[k]!]! * scale;
  s[diagonal] = limit;
}

/**
 * How well a measurement fits: a bivariate Student-t around the prediction, `late` seconds after the measurement. Where
 * the squared distance is above `gate`, nothing more is worked out; where that is sure before, it is infinite.
 */
export function innovate({ state: s }: Motion, z: Measurement, late: number, gate: number, out: Innovation): void {
  const { gx, gy } = z;
  const dx = z.mx - s[0]! - gx * s[4]! + s[2]! * late;
  const dy = z.my - s[1]! - gy * s[4]! + s[3]! * late;
  const xh = s[9]!;
  const yh = s[13]!;
  const hh = s[19]!;
  const sxx = s[5]! + gx * (2 * xh + gx * hh) + z.rxx;
  const syy = s[10]! + gy * (2 * yh + gy * hh) + z.ryy;
  // No variance is larger than the two together.
  if (dx * dx + dy * dy > gate * (sxx + syy)) {
    out.squared = Infinity;
    return;
  }
  const sxy = s[6]! + gy * xh + gx * yh + gx * gy * hh + z.rxy;
  const det = sxx * syy - sxy * sxy;
  const squared = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
  out.squared = squared;
  if (squared > gate) return;
  const tail = 1 + squared / freedom;
  // ln 1/√det − (ν + 2)/2 · ln tail, in one logarithm.
  out.logDensity = -logTwoPi - 0.5 * Math.log(det * tail * tail * tail * tail * tail * tail);
}

/** Takes a measurement in, made `late` seconds before the state's time; outliers weigh less, as Student-t errors ask. */
export function update(motion: Motion, z: Measurement, late: number): void {
  const s = motion.state;
  const { gx, gy } = z;
  const dx = z.mx - s[0]! - gx * s[4]! + s[2]! * late;
  const dy = z.my - s[1]! - gy * s[4]! + s[3]! * late;
  const xy = s[6]!;
  const xh = s[9]!;
  const yh = s[13]!;
  const vxh = s[16]!;
  const vyh = s[18]!;
  const hh = s[19]!;
  // Covariance of the state with where the line of sight meets the floor.
  const ax = s[5]! + gx * xh;
  const ay = xy + gx * yh;
  const avx = s[7]! + gx * vxh;
  const avy = s[8]! + gx * vyh;
  const ah = xh + gx * hh;
  const bx = xy + gy * xh;
  const by = s[10]! + gy * yh;
  const bvx = s[11]! + gy * vxh;
  const bvy = s[12]! + gy * vyh;
  const bh = yh + gy * hh;
  const pxx = ax + gx * ah;
  const pxy = bx + gx * bh;
  const pyy = by + gy * bh;
  let sxx = pxx + z.rxx;
  let sxy = pxy + z.rxy;
  let syy = pyy + z.ryy;
  let det = sxx * syy - sxy * sxy;
  const squared = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
  motion.surprise = surpriseMemory * motion.surprise + (1 - surpriseMemory) * Math.min(10, squared / 2);
  const inflate = (freedom + squared) / (freedom + 2);
  if (inflate > 1) {
    sxx = pxx + z.rxx * inflate;
    sxy = pxy + z.rxy * inflate;
    syy = pyy + z.ryy * inflate;
    det = sxx * syy - sxy * sxy;
  }
  const ixx = syy / det;
  const ixy = -sxy / det;
  const iyy = sxx / det;
  // Gains by row, for the line's x and y.
  const kx = ax * ixx + bx * ixy;
  const lx = ax * ixy + bx * iyy;
  const ky = ay * ixx + by * ixy;
  const ly = ay * ixy + by * iyy;
  const kvx = avx * ixx + bvx * ixy;
  const lvx = avx * ixy + bvx * iyy;
  const kvy = avy * ixx + bvy * ixy;
  const lvy = avy * ixy + bvy * iyy;
  const kh = ah * ixx + bh * ixy;
  const lh = ah * ixy + bh * iyy;
  s[0] = s[0]! + kx * dx + lx * dy;
  s[1] = s[1]! + ky * dx + ly * dy;
  s[2] = s[2]! + kvx * dx + lvx * dy;
  s[3] = s[3]! + kvy * dx + lvy * dy;
  s[4] = s[4]! + kh * dx + lh * dy;
  s[5] = s[5]! - kx * ax - lx * bx;
  s[6] = xy - kx * ay - lx * by;
  s[7] = s[7]! - kx * avx - lx * bvx;
  s[8] = s[8]! - kx * avy - lx * bvy;
  s[9] = xh - kx * ah - lx * bh;
  s[10] = s[10]! - ky * ay - ly * by;
  s[11] = s[11]! - ky * avx - ly * bvx;
  s[12] = s[12]! - ky * avy - ly * bvy;
  s[13] = yh - ky * ah - ly * bh;
  s[14] = s[14]! - kvx * avx - lvx * bvx;
  s[15] = s[15]! - kvx * avy - lvx * bvy;
  s[16] = vxh - kvx * ah - lvx * bh;
  s[17] = s[17]! - kvy * avy - lvy * bvy;
  s[18] = vyh - kvy * ah - lvy * bh;
  s[19] = hh - kh * ah - lh * bh;
}
