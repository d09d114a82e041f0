import type { StoreRun } from "../stores/index.ts";

/** What the plates of one controller weighed, on an even grid of time. */
export interface PlateSeries {
  /** Index of the shelf in the store model. */
  readonly shelf: number;
  /** Of the first sample, ms since the epoch, and ms from one to the next. */
  readonly at: number;
  readonly dt: number;
  readonly samples: number;
  readonly plates: number;
  /** `samples × plates` grams; what is missing holds the value before. */
  readonly grams: Float32Array;
}

/** The whole recording of every shelf: baselines work on what has already happened, as the winner's program did. */
export function plateSeries({ model, inputs }: StoreRun): readonly PlateSeries[] {
  return model.shelves.flatMap(({ id, plates, rateHz }, shelf) => {
    const batches = inputs.flatMap((input) =>
      input.kind === "weight-shelf" && input.type === "weights" && input.device === id ? [input] : [],
    );
    const at = Math.min(...batches.map((batch) => batch.at));
    const last = Math.max(...batches.map((batch) => batch.at + batch.data.dt * batch.data.samples));
    if (batches.length === 0) return [];
    const dt = batches[0]?.data.dt ?? 1000 / rateHz;
    const samples = Math.ceil((last - at) / dt) + 1;
    const grams = new Float32Array(samples * plates.length).fill(Number.NaN);
    for (const { at: from, data } of batches) {
      const first = Math.round((from - at) / dt);
      for (let k = 0; k < data.samples && first + k < samples; k++)
        grams.set(data.grams.subarray(k * plates.length, (k + 1) * plates.length), (first + k) * plates.length);
    }
    fillGaps(grams, plates.length);
    return [{ shelf, at, dt, samples, plates: plates.length, grams }];
  });
}

function fillGaps(grams: Float32Array, plates: number): void {
  for (let plate = 0; plate < plates; plate++) {
    let last = 0;
    for (let k = plate; k < grams.length; k += plates) {
      if (Number.isNaN(grams[k])) grams[k] = last;
      else last = grams[k] ?? 0;
    }
  }
}

/** Mean of a plate's samples from `from` up to `to`, which is not included; both are kept inside the series. */
export function meanOf({ grams, plates, samples }: PlateSeries, plate: number, from: number, to: number): number {
  const first = Math.max(0, Math.min(from, samples - 1));
  const end = Math.max(first + 1, Math.min(to, samples));
  let sum = 0;
  for (let k = first; k < end; k++) sum += grams[k * plates + plate] ?? 0;
  return sum / (end - first);
}
