import type { CutGrams } from "./cut-grams.ts";
import { type LineFault, showGot } from "./scene-issue.ts";

/** One batch of weights as a reading has it. */
export interface Weights {
  readonly grams: Float32Array;
  readonly samples: number;
  readonly plates: number;
  readonly dt: number;
}

/** Packs `grams[sample][plate]` into one typed array, `null` as NaN; gives what is wrong where it cannot. */
export function packWeights(rows: unknown, dt: unknown, shelf: string, plates: number): Weights | LineFault {
  if (!Array.isArray(rows) || rows.length === 0) return wrong("grams", "at least one sample", showGot(rows));
  const samples = rows.length;
  if (!isDt(dt, samples)) return wrong("dt", "milliseconds from sample to sample, above 0", showGot(dt));
  const grams = new Float32Array(samples * plates);
  let at = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row: unknown = rows[sample];
    if (!Array.isArray(row)) return wrong(`grams[${sample}]`, "a list of grams", showGot(row));
    if (row.length !== plates) {
      return wrong(`grams[${sample}]`, `${plates} plates, as shelf ${shelf} has`, `${row.length} values`);
    }
    for (let plate = 0; plate < plates; plate++) {
      const value: unknown = row[plate];
      if (value === null) grams[at] = Number.NaN;
      else {
        // Rounded first: a number may be finite and yet too large for the array.
        const weight = typeof value === "number" ? Math.fround(value) : Number.NaN;
        if (weight - weight !== 0) return wrong(`grams[${sample}][${plate}]`, "finite grams or null", showGot(value));
        grams[at] = weight;
      }
      at++;
    }
  }
  return { grams, samples, plates, dt };
}

/** A batch whose grams were cut out of its line; `undefined` where it is not right. */
export function cutWeights(cut: CutGrams | undefined, dt: unknown, plates: number): Weights | undefined {
  if (cut?.plates !== plates || !isDt(dt, cut.samples)) return undefined;
  return { grams: cut.grams, samples: cut.samples, plates, dt };
}

function isDt(dt: unknown, samples: number): dt is number {
  return typeof dt === "number" && dt - dt === 0 && (samples === 1 ? dt >= 0 : dt > 0);
}

function wrong(field: string, expected: string, got: string): LineFault {
  return { field, problem: "wrong-field", expected, got };
}
