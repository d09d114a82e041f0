/**
 * What a weight sample costs the shelf stage while nothing happens and while one plate in twelve is handled every few
 * seconds, beside a loop that sums the same samples and a detector that compares each with a level, in the same run; and
 * the bytes it allocates. CPU time, so that other processes disturb little.
 *
 *     npm run -s bench -- shelf [--rounds 7] [--samples 4000000]
 *
 * At 20 Hz each sample is decided on, at 60 Hz every three are. Ends with 1 when an idle sample costs more than 15 ns.
 */

import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { StoreModel } from "@aisle/sdk/store";
import { createShelfStage } from "../../packages/fusion/src/shelf/index.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, samples: { type: "string", default: "4000000" } },
});
const rounds = Number(values.rounds);
const perRound = Number(values.samples);
const batch = 12;
const seconds = 8;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Gondolas of at most 54 plates in rows of six. */
function storeOf(plates: number): StoreModel {
  const gondolas = Math.ceil(plates / 54);
  const each = plates / gondolas;
  const shelves = Array.from({ length: gondolas }, (_, g) => ({
    id: `g${g + 1}`,
    rateHz: 60,
    plates: Array.from({ length: each }, (__, p) => ({
      id: `g${g + 1}/s${Math.floor(p / 6) + 1}/p${(p % 6) + 1}`,
      center: [3 * g + 0.15 * (p % 6), 0, 0.3 + 0.3 * Math.floor(p / 6)] as const,
      size: [0.15, 0.4] as const,
      facing: [0, 1] as const,
    })),
  }));
  const nothing = { floor: [], zones: [], gates: [], cameras: [], ceilings: [], products: [], planogram: [] };
  return { name: "bench", currency: "EUR", ...nothing, shelves };
}

/** Numbers in [-1, 1) that are the same on every run (a linear congruence). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2_147_483_648;
  };
}

/** Eight seconds of one gondola in batches; busy: one of its plates after the other gives 200 g and takes them back. */
function signal(plates: number, rateHz: number, busy: boolean): Float32Array[] {
  const random = seeded(plates + rateHz);
  const batches: Float32Array[] = [];
  const samples = seconds * rateHz;
  for (let first = 0; first < samples; first += batch) {
    const grams = new Float32Array(batch * plates);
    for (let k = 0; k < batch; k++) {
      const t = (first + k) / rateHz;
      // Out in the second second, back in the sixth: what is repeated then begins as it ended.
      const away = Math.min(1, Math.max(0, (t - 2) / 0.2)) - Math.min(1, Math.max(0, (t - 6) / 0.2));
      for (let p = 0; p < plates; p++) {
        const load = 1000 + p - (busy && p % 12 === 0 ? 200 * away : 0);
        grams[k * plates + p] = 0.24 * Math.round((load + random() + random() + random()) / 0.24);
      }
    }
    batches.push(grams);
  }
  return batches;
}

interface Work {
  readonly name: string;
  batch(shelf: number, at: number, dt: number, plates: number, grams: Float32Array): void;
}

function workers(model: StoreModel): readonly Work[] {
  const stage = createShelfStage(model);
  let sum = 0;
  const levels = model.shelves.map(({ plates }) => new Float64Array(plates.length));
  let crossings = 0;
  return [
    {
      name: "shelf stage",
      batch: (shelf, at, dt, plates, grams) => {
        crossings += stage.observe(shelf, at, dt, batch, plates, grams).length;
      },
    },
    {
      name: "bare sum",
      batch: (_shelf, _at, _dt, plates, grams) => {
        let all = 0;
        for (let k = 0; k < batch; k++) for (let p = 0; p < plates; p++) all += grams[k * plates + p]!;
        sum += all;
      },
    },
    {
      name: "threshold",
      // A level that follows each plate, and a count of the samples that are 20 g off it.
      batch: (shelf, _at, _dt, plates, grams) => {
        const level = levels[shelf]!;
        for (let k = 0; k < batch; k++) {
          for (let p = 0; p < plates; p++) {
            const off = grams[k * plates + p]! - level[p]!;
            if (off > 20 || off < -20) crossings++;
            level[p] = level[p]! + 0.02 * off;
          }
        }
        if (crossings + sum < 0) throw new RangeError("no sum is below zero");
      },
    },
  ];
}

console.log(
  `ns of CPU a sample, least of ${rounds} rounds of ${perRound} samples; batches of ${batch}; Node ${process.version}`,
);
console.log("plates  rate        shelf stage  bare sum  threshold  bytes a sample");
let worst = 0;
for (const [plates, rateHz, busy] of [24, 96, 294, 1200].flatMap((n) => [
  [n, 60, false] as const,
  [n, 60, true] as const,
  [n, 20, false] as const,
])) {
  const model = storeOf(plates);
  const each = model.shelves[0]!.plates.length;
  const batches = signal(each, rateHz, busy);
  const dt = 1000 / rateHz;
  const least = new Map<string, number>();
  let bytes = 0;
  for (const work of workers(model)) {
    let at = 1_700_000_000_000;
    let next = 0;
    for (let round = 0; round <= rounds; round++) {
      collect();
      const heap = process.memoryUsage().heapUsed;
      const before = process.cpuUsage().user;
      let done = 0;
      while (done < perRound) {
        const grams = batches[next]!;
        for (let shelf = 0; shelf < model.shelves.length; shelf++) work.batch(shelf, at, dt, each, grams);
        done += batch * plates;
        at += batch * dt;
        next = (next + 1) % batches.length;
      }
      const ns = ((process.cpuUsage().user - before) * 1000) / done;
      // The first round warms up.
      if (round > 0) least.set(work.name, Math.min(least.get(work.name) ?? Number.POSITIVE_INFINITY, ns));
      if (work.name === "shelf stage") bytes = (process.memoryUsage().heapUsed - heap) / done;
    }
  }
  const figures = [...least.values()];
  if (!busy) worst = Math.max(worst, figures[0] ?? 0);
  const [stage = 0, bare = 0, threshold = 0] = figures;
  console.log(
    `${String(plates).padStart(6)}  ${rateHz} Hz ${busy ? "busy" : "idle"}  ${stage.toFixed(1).padStart(11)}  ${bare.toFixed(1).padStart(8)}  ${threshold.toFixed(1).padStart(9)}  ${bytes.toFixed(3).padStart(14)}`,
  );
}
console.log(`most while nothing is moved: ${worst.toFixed(1)} ns a sample (bar: 15)`);
process.exitCode = worst > 15 ? 1 : 0;
