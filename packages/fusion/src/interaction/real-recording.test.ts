import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { StoreModel } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import { createShelfStage } from "../shelf/index.ts";
import { createInteractionStage, type Hypothesis } from "./index.ts";

const scene = new URL("../../../../../shared/scenes/real-cps-test-01/", import.meta.url);

interface Batch {
  readonly device: string;
  readonly kind: string;
  readonly t: number;
  readonly dt: number;
  readonly grams: readonly (readonly (number | null)[])[];
}

it.skipIf(!existsSync(scene))(
  "finds in real load cells just what was taken: two things, one across three plates",
  () => {
    const store = JSON.parse(readFileSync(new URL("store.json", scene), "utf8")) as StoreModel;
    const lines = gunzipSync(readFileSync(new URL("readings.jsonl.gz", scene)))
      .toString()
      .trim()
      .split("\n");
    const batches = lines.map((line) => JSON.parse(line) as Batch).filter((it) => it.kind === "weights");
    batches.sort((a, b) => a.t - b.t);
    const shelves = createShelfStage(store);
    const interactions = createInteractionStage(store);
    const told: (Hypothesis | undefined)[] = [];
    for (const { device, t, dt, grams } of batches) {
      const shelf = store.shelves.findIndex((it) => it.id === device);
      const plates = grams[0]?.length ?? 0;
      const values = Float32Array.from(grams.flat(), (value) => value ?? Number.NaN);
      for (const change of shelves.observe(shelf, t, dt, grams.length, plates, values)) {
        told.push(interactions.explain(change, { held: new Map(), misplaced: [] })[0]);
      }
    }
    const taken = told.flatMap((hypothesis) => hypothesis?.items ?? []);
    expect(taken.map(({ product, count }) => [store.products[product]?.gtin, count])).toEqual([
      ["071063437089", -1],
      ["632565000012", -1],
    ]);
  },
);
