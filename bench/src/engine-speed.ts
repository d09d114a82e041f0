/**
 * How many seconds of a store the engine does in a second, alone on parsed readings: a small store, one like a market,
 * four of them as one store at the same crowd, and two hundred people at once; what it holds and allocates.
 *
 *     npm run -s bench -- engine-speed [--seconds N] [--rounds N] [--scenes DIR]
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { marketLike, type StoreTime, small, timeStore, withCrowd } from "./engine-speed/index.ts";
import { barLine, medianOf, number, tableLines } from "./report/index.ts";
import { scenesFolder } from "./stores/index.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    rounds: { type: "string", default: "3" },
    scenes: { type: "string", default: scenesFolder },
  },
});
const seconds = Number(values.seconds);
const crowd = 24;
const stores = {
  small: [small],
  "market-like": [marketLike],
  "one store": [withCrowd(crowd, 0)],
  "four, crowd spread": [0, 1, 2, 3].map((part) => withCrowd(crowd / 4, part)),
  "four, crowd in one": [withCrowd(crowd, 0), ...[1, 2, 3].map((part) => withCrowd(0, part))],
  "200 people": [0, 1, 2, 3].map((part) => withCrowd(50, part)),
} as const;
const found = new Map<string, StoreTime>();
const shares = new Map<string, number[]>();
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, parts] of Object.entries(stores)) {
    const time = timeStore(parts, 60, name === "200 people" ? seconds / 2 : seconds);
    found.set(name, time);
    shares.set(name, [...(shares.get(name) ?? []), time.share]);
  }
}
const share = (name: keyof typeof stores): number => medianOf(shares.get(name) ?? []);
const rows = [...found].map(([name, { plates, cameras, people, followed, detections, samples }]) => [
  name,
  ...[plates, cameras, people, followed].map(String),
  ...[detections, samples].map((rate) => number(rate)),
  number(1 / medianOf(shares.get(name) ?? [])),
]);
const head = ["", "plates", "cameras", "people", "followed", "detections/s", "samples/s", "× real time"];
console.log(`the engine alone, medians of ${values.rounds} rounds of ${seconds} s after a minute\n`);
console.log(`${tableLines(head, rows).join("\n")}\n`);

/** Runs a program of this folder in a process of its own, whose young heap is not collected by itself. */
function child(program: string, argument: string, flags: readonly string[]): Record<string, number> {
  const file = path.join(import.meta.dirname, "engine-speed", program);
  const args = ["--expose-gc", ...flags, "--import", "tsx", "--conditions=aisle-source", file, argument];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) console.error(stderr);
  return last.startsWith("{") ? (JSON.parse(last) as Record<string, number>) : {};
}

const {
  heap = NaN,
  perReading = NaN,
  perSample = NaN,
} = child("memory-child.ts", "180", ["--min-semi-space-size=64", "--max-semi-space-size=64"]);
const scene = path.join(values.scenes, "market-2");
const bars = [
  {
    what: "four times the plates and cameras, crowd spread",
    value: share("four, crowd spread") / share("one store"),
    unit: "× the time",
    atMost: 4.4,
  },
  {
    what: "four times the plates and cameras, crowd in one",
    value: share("four, crowd in one") / share("one store"),
    unit: "× the time",
    atMost: 4.4,
  },
  { what: "200 people at once", value: 1 / share("200 people"), unit: "× real time", atLeast: 20 },
  { what: "held by the engine after 3 min of the market-like store", value: heap, unit: "MB", atMost: 100 },
  { what: "allocated for each weight sample of an idle plate", value: perSample, unit: "bytes", atMost: 0.5 },
  ...(fs.existsSync(scene)
    ? [
        {
          what: "heap after market-2 with hub and scene",
          value: child("scene-heap.ts", scene, [])["heap"] ?? NaN,
          unit: "MB",
          atMost: 100,
        },
      ]
    : []),
];
console.log(bars.map(barLine).join("\n"));
console.log(`        allocated for each reading, whatever is in it: ${number(perReading)} bytes`);
