/**
 * How right the receipts are on thousands of fresh shoppers, for each kind of difficulty of the simulated store: stores
 * are made one after the other, told to the engine as they happen, judged and forgotten. The same seed gives the same
 * figures, whatever the number of jobs.
 *
 *     npm run -s bench:accuracy -- [--shoppers 5000] [--seed 1] [--only TEXT] [--jobs 1] [--json FILE]
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { parseArgs } from "node:util";
import { type SimulationPreset, simulationPresets } from "@aisle/drivers-mock";
import { tryFreshStore } from "./bench-accuracy/fresh-store.ts";
import { report } from "./bench-accuracy/report.ts";
import { emptyTally, figures, merge, type Tally } from "./bench-accuracy/tally.ts";

/** How long people come to each store. */
const secondsAStore = 240;
/** Stores of one difficulty have seeds from a range of their own. */
const seedsApart = 10_000;

const { values } = parseArgs({
  options: {
    shoppers: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    jobs: { type: "string", default: "1" },
    json: { type: "string" },
    /** One difficulty, as JSON to stdout: what a job runs. */
    job: { type: "string" },
  },
});
const presets: ReadonlyMap<string, SimulationPreset> = new Map(Object.entries(simulationPresets));
const names = [...presets.keys()].filter((name) => name.includes(values.only));
const shoppers = Math.ceil(Number(values.shoppers) / Math.max(1, names.length));

function run(name: string, wanted: number): Tally {
  const tally = emptyTally();
  const first = (Number(values.seed) * presets.size + [...presets.keys()].indexOf(name)) * seedsApart;
  for (let store = 0; tally.shoppers < wanted; store++)
    merge(tally, tryFreshStore({ ...presets.get(name), seed: (first + store) % 4_294_967_296 }, secondsAStore));
  return tally;
}

function runInProcess(name: string): Promise<Tally> {
  const args = [...process.execArgv, import.meta.filename, "--job", name, "--shoppers", String(shoppers)];
  const child = spawn(process.execPath, [...args, "--seed", values.seed], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(text) as Tally);
      else reject(new Error(`the job of ${name} ended with ${code ?? "a signal"}`));
    });
  });
}

if (values.job !== undefined) {
  process.stdout.write(JSON.stringify(run(values.job, Number(values.shoppers))));
} else {
  const tallies = new Map<string, Tally>();
  const queue = [...names];
  const jobs = Math.max(1, Number(values.jobs));
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      tallies.set(name, jobs === 1 ? run(name, shoppers) : await runInProcess(name));
      console.error(`${name}: F1 ${(100 * figures(tallies.get(name) ?? emptyTally()).f1).toFixed(2)} %`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const ordered = new Map(names.map((name) => [name, tallies.get(name) ?? emptyTally()]));
  console.log(report(ordered));
  if (values.json !== undefined) {
    const all = emptyTally();
    for (const tally of ordered.values()) merge(all, tally);
    const result = [...ordered, ["all", all] as const].map(([name, { provisional, settled, receipts, ...tally }]) => ({
      difficulty: name,
      ...figures({ ...tally, provisional, settled, receipts }),
      ...tally,
    }));
    fs.writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`);
  }
}
