import type { EvidenceCurve } from "../wire/index.ts";
import type { ShelfRing } from "./shelf-rings.ts";

/** Samples that a curve keeps; of more than that the extremes are kept. */
const mostPoints = 600;

/** A curve as it is kept: times from `from` on in ms, and grams (NaN where the plate was dead). Copied, for rings go on. */
export interface KeptCurve {
  readonly plate: string;
  readonly from: number;
  readonly t: Float32Array;
  readonly grams: Float32Array;
}

/** One plate of a ring from one moment to another, both included. */
export function cutCurve(ring: ShelfRing, plate: number, from: number, to: number): KeptCurve {
  const start = ring.after(from - 1e-3);
  const end = ring.after(to);
  const t = new Float32Array(Math.max(0, end - start));
  const grams = new Float32Array(t.length);
  for (let k = 0; k < t.length; k += 1) {
    t[k] = ring.at(start + k) - from;
    grams[k] = ring.grams(start + k, plate);
  }
  return { plate: ring.shelf.plates[plate]!.id, from, t, grams };
}

/** What a curve had before and what came since, as one that begins where the first one does. */
export function joinCurves(a: KeptCurve, b: KeptCurve): KeptCurve {
  const last = a.t.at(-1) ?? Number.NEGATIVE_INFINITY;
  const shift = b.from - a.from;
  let skip = 0;
  while (skip < b.t.length && b.t[skip]! + shift <= last) skip += 1;
  const t = new Float32Array(a.t.length + b.t.length - skip);
  const grams = new Float32Array(t.length);
  t.set(a.t);
  grams.set(a.grams);
  for (let k = skip; k < b.t.length; k += 1) {
    t[a.t.length + k - skip] = b.t[k]! + shift;
    grams[a.t.length + k - skip] = b.grams[k]!;
  }
  return { ...a, t, grams };
}

/** At most `most` points of a curve: its ends, and of each stretch between the lowest and the highest. */
export function thinCurve(curve: KeptCurve, most: number = mostPoints): KeptCurve {
  const { t, grams } = curve;
  if (t.length <= most) return curve;
  const stretches = Math.floor((most - 2) / 2);
  const kept = new Set<number>([0, t.length - 1]);
  for (let s = 0; s < stretches; s += 1) {
    const start = 1 + Math.floor((s * (t.length - 2)) / stretches);
    const end = 1 + Math.floor(((s + 1) * (t.length - 2)) / stretches);
    let low = start;
    let high = start;
    for (let k = start; k < end; k += 1) {
      // Where the plate was dead there is nothing lowest: a number takes the place of none.
      if (grams[k]! < grams[low]! || Number.isNaN(grams[low])) low = k;
      if (grams[k]! > grams[high]! || Number.isNaN(grams[high])) high = k;
    }
    kept.add(low).add(high);
  }
  const order = [...kept].sort((a, b) => a - b);
  return { ...curve, t: Float32Array.from(order, (k) => t[k]!), grams: Float32Array.from(order, (k) => grams[k]!) };
}

/** A kept curve as it is told: times to the millisecond, grams to hundredths. */
export function toldCurve({ plate, from, t, grams }: KeptCurve): EvidenceCurve {
  return {
    plate,
    t: Array.from(t, (ms) => Math.round(from + ms)),
    grams: Array.from(grams, (value) => (Number.isFinite(value) ? Math.round(value * 100) / 100 : null)),
  };
}
