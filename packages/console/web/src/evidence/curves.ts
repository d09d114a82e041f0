import type { EvidenceCurve } from "../../../src/wire/index.ts";

/** One plate's weight at the common times: `null` where it was dead, `undefined` where it was not sampled. */
export interface WeightSeries {
  readonly plate: string;
  /** A plate of the interaction itself, not a neighbour. */
  readonly own: boolean;
  readonly grams: readonly (number | null | undefined)[];
}

/** Curves of several plates on one axis of time. */
export interface AlignedCurves {
  /** Seconds from the beginning of the change, in order, each once. */
  readonly seconds: readonly number[];
  /** The interaction's own plates last, so that they are drawn on top. */
  readonly series: readonly WeightSeries[];
}

/** What a plate carried before the change: the median of up to 2 s before it, else its first sample, else 0. Grams. */
export function gramsBefore(curve: EvidenceCurve, from: number): number {
  const known = curve.grams.flatMap((grams, i) => (grams === null ? [] : [{ grams, t: curve.t[i] ?? 0 }]));
  const before = known
    .filter(({ t }) => t < from && t >= from - 2000)
    .map(({ grams }) => grams)
    .sort((a, b) => a - b);
  return before[before.length >> 1] ?? known[0]?.grams ?? 0;
}

/**
 * Puts curves with times of their own on one axis, in grams relative to before the change.
 *
 * @param own Ids of the interaction's plates.
 * @param from When the weight began to move, ms since the epoch.
 */
export function alignCurves(curves: readonly EvidenceCurve[], own: ReadonlySet<string>, from: number): AlignedCurves {
  const times = [...new Set(curves.flatMap((curve) => curve.t))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((t, i) => [t, i]));
  const series = curves.map((curve): WeightSeries => {
    const grams = new Array<number | null | undefined>(times.length).fill(undefined);
    const zero = gramsBefore(curve, from);
    curve.t.forEach((t, i) => {
      const value = curve.grams[i] ?? null;
      grams[placeOf.get(t)!] = value === null ? null : value - zero;
    });
    return { plate: curve.plate, own: own.has(curve.plate), grams };
  });
  return {
    seconds: times.map((t) => (t - from) / 1000),
    series: series.toSorted((a, b) => Number(a.own) - Number(b.own)),
  };
}

/** About every `step` seconds the last known values: for a table that says what the curves show. */
export function thinned(
  { seconds, series }: AlignedCurves,
  step: number,
): readonly { readonly second: number; readonly grams: readonly (number | null)[] }[] {
  const rows: { second: number; grams: (number | null)[] }[] = [];
  const last = new Array<number | null>(series.length).fill(null);
  let next = Number.NEGATIVE_INFINITY;
  seconds.forEach((second, i) => {
    series.forEach(({ grams }, k) => {
      const value = grams[i];
      if (value !== undefined) last[k] = value;
    });
    if (second < next) return;
    rows.push({ second, grams: [...last] });
    next = second + step;
  });
  return rows;
}
