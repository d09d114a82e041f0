/** One step of a curve: between which values it goes, its middle as a fraction of an index, grams and their variance. */
export interface CurveStep {
  readonly middle: number;
  readonly delta: number;
  readonly variance: number;
}

/** A stretch of a curve that goes one way. */
interface Lobe {
  middle: number;
  delta: number;
  variance: number;
}

/** The level between two steps that flow into each other is as unsure as what passes in so many values there. */
const blur = 2.5;
/** Below this share of the steepness on either side of it, a slowing of the movement parts two steps. */
const slowing = 0.55;
/** It must be that many standard deviations of a slope below them. */
const surely = 5;
/** Grams beyond which a hand does not lean: a larger rise or fall against the direction of the whole is a thing. */
const leanAtMost = 200;
/** Steps below this share of the whole way between the lowest and the highest value are part of the one beside them. */
const smallShare = 0.05;

/**
 * Takes a movement apart into its steps. `grams` goes from the level before (0) to the level after; `noise` is the
 * variance of one value, `least` the smallest step of interest, `apart` how many values lie between two hands at least:
 * one hand shakes what it takes faster than that. A curve is cut where it turns, and where it slows down
 * clearly between two steep parts; then what a hand pressed on the way and let go again is taken out. The steps come in
 * order of time, at least one, and their sum is the last value of the curve.
 */
export function findSteps(grams: readonly number[], noise: number, least: number, apart: number): readonly CurveStep[] {
  const lobes = lobesOf(grams, noise);
  let lowest = 0;
  let highest = 0;
  for (const value of grams) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const small = Math.max(least, 4 * Math.sqrt(noise), smallShare * (highest - lowest));
  dropSmall(lobes, small);
  takeHandsOut(lobes, grams[grams.length - 1]!);
  joinClose(lobes, apart);
  dropSmall(lobes, small);
  return lobes.map(({ middle, delta, variance }) => ({ middle, delta, variance }));
}

/** Cuts a curve where its slope changes sign, and at the deepest point of each clear slowing. */
function lobesOf(grams: readonly number[], noise: number): Lobe[] {
  const n = grams.length;
  const slope = (k: number): number => grams[k]! - grams[k - 1]!;
  const margin = surely * Math.sqrt(2 * noise);
  const cutAt: number[] = [0];
  // Walks from peak to peak: `peak` is the steepest slope since the last cut, `valley` the flattest since that.
  let peak = 0;
  let valley = 0;
  let valleyAt = 0;
  for (let k = 1; k < n; k++) {
    const s = slope(k);
    const way = peak < 0 ? -1 : 1;
    if (peak === 0 || (valleyAt === 0 && s * way > peak * way)) {
      peak = s;
      continue;
    }
    if (valleyAt === 0 || s * way < valley * way) {
      valley = s;
      valleyAt = k;
    }
    const turned = -s * way > margin;
    const calm = Math.max(0, valley * way);
    const lower = Math.min(Math.abs(peak), s * way);
    if (turned || (calm < slowing * lower && lower - calm > margin)) {
      cutAt.push(turned ? turnOf(grams, cutAt[cutAt.length - 1]!, k, way) : valleyAt);
      peak = s;
      valleyAt = 0;
    } else if (s * way > peak * way) {
      peak = s;
      valleyAt = 0;
    }
  }
  cutAt.push(n - 1);
  const lobes: Lobe[] = [];
  for (let c = 1; c < cutAt.length; c++) lobes.push(lobeOf(grams, cutAt[c - 1]!, cutAt[c]!, noise));
  return lobes;
}

/** Where between two indices a curve that went `way` is farthest that way. */
function turnOf(grams: readonly number[], first: number, last: number, way: number): number {
  let at = first;
  for (let k = first; k <= last; k++) if (grams[k]! * way > grams[at]! * way) at = k;
  return at;
}

function lobeOf(grams: readonly number[], first: number, last: number, noise: number): Lobe {
  const start = first === 0 ? 0 : grams[first]!;
  const delta = grams[last]! - start;
  let weight = 0;
  let moment = 0;
  let before = start;
  for (let k = first + 1; k <= last; k++) {
    const part = Math.max(0, (grams[k]! - before) * Math.sign(delta));
    before = grams[k]!;
    weight += part;
    moment += part * (k - 0.5);
  }
  const middle = weight > 0 ? moment / weight : (first + last) / 2;
  return { middle, delta, variance: edge(grams, first, noise) + edge(grams, last, noise) };
}

/** Variance of the level at a cut. */
function edge(grams: readonly number[], at: number, noise: number): number {
  if (at === 0 || at === grams.length - 1) return noise;
  const passing = (blur * (grams[at + 1]! - grams[at - 1]!)) / 2;
  return noise + passing * passing;
}

/** Adds steps that are too small to the one beside them that goes the same way, or to the larger one. */
function dropSmall(lobes: Lobe[], small: number): void {
  while (lobes.length > 1) {
    let at = 0;
    for (let k = 1; k < lobes.length; k++) if (Math.abs(lobes[k]!.delta) < Math.abs(lobes[at]!.delta)) at = k;
    if (Math.abs(lobes[at]!.delta) >= small) return;
    const before = Math.abs(lobes[at - 1]?.delta ?? 0);
    const after = Math.abs(lobes[at + 1]?.delta ?? 0);
    addTo(lobes, at, before > after ? at - 1 : at + 1);
  }
}

/**
 * A hand presses before it takes or puts, and lets go while it does. So a rise by no more than a hand's pressure belongs
 * to what comes after it, and where the whole rises, so small a fall belongs to the rise before it.
 */
function takeHandsOut(lobes: Lobe[], whole: number): void {
  for (let k = 0; k < lobes.length && lobes.length > 1; ) {
    const { delta } = lobes[k]!;
    const last = k === lobes.length - 1;
    if (delta > 0 && delta <= leanAtMost && !last) addTo(lobes, k, k + 1);
    else if (delta < 0 && delta >= -leanAtMost && whole > 0 && k > 0) addTo(lobes, k, --k);
    else k++;
  }
}

/** What follows more closely than two hands do is one step. */
function joinClose(lobes: Lobe[], apart: number): void {
  for (;;) {
    let at = -1;
    let least = apart;
    for (let k = 1; k < lobes.length; k++) {
      const gap = lobes[k]!.middle - lobes[k - 1]!.middle;
      if (gap >= least) continue;
      least = gap;
      at = k;
    }
    if (at < 0) return;
    const [first, second] = [lobes[at - 1]!, lobes[at]!];
    const [a, b] = [Math.abs(first.delta), Math.abs(second.delta)];
    const sameWay = first.delta * second.delta > 0;
    if (sameWay) first.middle = (first.middle * a + second.middle * b) / (a + b);
    else if (b > a) first.middle = second.middle;
    addTo(lobes, at, at - 1);
  }
}

function addTo(lobes: Lobe[], from: number, to: number): void {
  const [part, whole] = [lobes[from]!, lobes[to]!];
  whole.delta += part.delta;
  whole.variance = Math.max(whole.variance, part.variance);
  lobes.splice(from, 1);
}
