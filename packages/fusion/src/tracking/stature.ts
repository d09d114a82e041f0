import type { Motion } from "./motion.ts";

/**
 * People differ in height, so a head's height tells them apart where places do not. Standard deviation of a measured
 * head in metres, squared; now and then it is anywhere, for people stoop.
 */
const headVariance = 0.05 * 0.05;
const stoops = 0.05;
/** Density of the heights of heads of people nobody knows, per metre. */
const anybody = 3;
/** Below and above, in metres, it is no head of somebody who stands, or the sensor measures no heights: it tells nothing. */
const lowest = 0.8;
const highest = 2.3;
/** Degrees of freedom of the Student-t of errors. */
const freedom = 4;

/** Log of how much likelier a head at height `z`, in metres, is if it is this person's than if it is somebody's. */
export function statureWorth({ state }: Motion, z: number): number {
  if (!tells(z)) return 0;
  const off = z - state[4]!;
  const variance = state[19]! + headVariance;
  const density = Math.exp((-off * off) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  return Math.log(((1 - stoops) * density + stoops) / anybody);
}

/** Takes in a head at height `z`; outliers weigh less, as Student-t errors ask. */
export function learnStature({ state: s }: Motion, z: number): void {
  if (!tells(z)) return;
  const off = z - s[4]!;
  const hh = s[19]!;
  const squared = (off * off) / (hh + headVariance);
  const inflate = Math.max(1, (freedom + squared) / (freedom + 1));
  const spread = hh + headVariance * inflate;
  const [xh, yh, vxh, vyh] = [s[9]!, s[13]!, s[16]!, s[18]!];
  const step = off / spread;
  s[0] = s[0]! + xh * step;
  s[1] = s[1]! + yh * step;
  s[2] = s[2]! + vxh * step;
  s[3] = s[3]! + vyh * step;
  s[4] = s[4]! + hh * step;
  s[5] = s[5]! - (xh * xh) / spread;
  s[6] = s[6]! - (xh * yh) / spread;
  s[7] = s[7]! - (xh * vxh) / spread;
  s[8] = s[8]! - (xh * vyh) / spread;
  s[9] = xh - (xh * hh) / spread;
  s[10] = s[10]! - (yh * yh) / spread;
  s[11] = s[11]! - (yh * vxh) / spread;
  s[12] = s[12]! - (yh * vyh) / spread;
  s[13] = yh - (yh * hh) / spread;
  s[14] = s[14]! - (vxh * vxh) / spread;
  s[15] = s[15]! - (vxh * vyh) / spread;
  s[16] = vxh - (vxh * hh) / spread;
  s[17] = s[17]! - (vyh * vyh) / spread;
  s[18] = vyh - (vyh * hh) / spread;
  s[19] = hh - (hh * hh) / spread;
}

function tells(z: number): boolean {
  return z >= lowest && z <= highest;
}
