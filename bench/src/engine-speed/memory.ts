import { createEngine } from "@aisle/fusion";
import type { Reading } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { drawsOf, medianOf } from "../report/index.ts";
import { liveStore } from "../stores/index.ts";
import { marketLike } from "./stores.ts";

/** `gc`, where the process was started with `--expose-gc`. */
function collect(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Megabytes that an engine holds after so many seconds of a market-like store; the simulation is gone by then. */
export function heapOfEngine(seconds: number): number {
  const before = heapMb();
  const engine = (() => {
    const store = liveStore([marketLike]);
    const own = createEngine(store.model);
    for (let second = 1; second <= seconds; second++) for (const input of store.advance(second)) own.observe(input);
    return own;
  })();
  const held = heapMb() - before;
  // Asked last, so that the engine is there to the end.
  return engine.at > 0 ? held : Number.NaN;
}

const plates = 30;
const dt = 16;
const startsAt = 1_780_000_000_000;
const oneShelf: StoreModel = {
  ...{ name: "one shelf", currency: "EUR", floor: [], zones: [], gates: [], cameras: [], ceilings: [] },
  shelves: [
    {
      id: "g1",
      rateHz: 1000 / dt,
      plates: Array.from({ length: plates }, (_, k) => ({
        ...{ id: `g1/s1/p${k}`, center: [k / 4, 0, 1], size: [0.2, 0.3], facing: [0, 1] },
      })),
    },
  ],
  ...{ products: [], planogram: [] },
};

/** Bytes that the engine allocates for a reading of so many samples of 30 idle plates, in the median. */
function bytesPerReading(samples: number): number {
  const { normal } = drawsOf(1);
  const engine = createEngine(oneShelf);
  const grams = Array.from({ length: 64 }, () =>
    Float32Array.from({ length: samples * plates }, () => 1000 + normal()),
  );
  const readings = (count: number, first: number): readonly Reading[] =>
    Array.from({ length: count }, (_, k) => {
      const at = startsAt + (first + k) * samples * dt;
      const data = { grams: grams[(first + k) % 64]!, samples, plates, dt };
      return { device: "g1", kind: "weight-shelf", type: "weights", at, receivedAt: at, run: 1, seq: first + k, data };
    });
  const warm = 20_000;
  for (const reading of readings(warm, 0)) engine.observe(reading);
  const rounds = 15;
  const count = 1000;
  const bytes = Array.from({ length: rounds }, (_, round) => {
    const own = readings(count, warm + round * count);
    collect();
    const before = process.memoryUsage().heapUsed;
    for (const reading of own) engine.observe(reading);
    return (process.memoryUsage().heapUsed - before) / count;
  });
  return medianOf(bytes);
}

/** Bytes for each reading whatever is in it, and for each sample of one plate: the slope over two sizes of batches. */
export function allocation(): { readonly perReading: number; readonly perSample: number } {
  const [few, many] = [2, 32];
  const little = bytesPerReading(few);
  const much = bytesPerReading(many);
  const perSample = (much - little) / ((many - few) * plates);
  return { perReading: little - perSample * few * plates, perSample };
}
