/**
 * What an hour of the page leaves behind: heap, nodes and listeners of the browser and heap of the server, measured
 * after collecting garbage, while the crowded store of `console-page` lives.
 *
 *     npm run -s bench -- console-hour [--minutes 60]
 *
 * The server keeps so little that it is full within minutes. Over the second half nothing may grow by more than 2 % an
 * hour and a little; a run that is shorter has the same to grow, as its noise is the same.
 */
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import v8 from "node:v8";
import vm from "node:vm";
import type { CDPSession } from "playwright-core";
import { launchChromium } from "./console-page/chromium.ts";
import { openCrowdedStore } from "./console-page/crowded-page.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" } } });
const minutes = Number(values.minutes);
const samples = 30;
/** Small enough to be full within the first minutes: what still grows then is a leak. */
const bounds = { maxTapeBytes: 4 * 1_048_576, maxEvidence: 300, maxMarks: 500 };

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

/** One look at both sides; megabytes where not counts. */
interface Sample {
  readonly minute: number;
  readonly browserHeap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly serverHeap: number;
  readonly serverBuffers: number;
}

async function take(cdp: CDPSession, minute: number): Promise<Sample> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const megabytes = (bytes: number): number => bytes / 1_048_576;
  return {
    ...{ minute, nodes, listeners: jsEventListeners },
    browserHeap: megabytes(usedSize),
    serverHeap: megabytes(heapUsed),
    serverBuffers: megabytes(arrayBuffers),
  };
}

/** Growth an hour by least squares, and its standard error: how many nodes a page has depends on what lies in 200 carts. */
function slope(points: readonly (readonly [minute: number, value: number])[]): { growth: number; error: number } {
  const mean = (pick: 0 | 1): number => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const up = points.reduce((sum, [minute, value]) => sum + (minute - x) * (value - y), 0);
  const across = points.reduce((sum, [minute]) => sum + (minute - x) * (minute - x), 0);
  const steep = up / across;
  const rest = points.reduce((sum, [minute, value]) => sum + (value - y - steep * (minute - x)) ** 2, 0);
  return { growth: 60 * steep, error: 60 * Math.sqrt(rest / (points.length - 2) / across) };
}

/** What may grow an hour: a share of itself, and a little for what is measured on. */
const bars = { browserHeap: 2, nodes: 200, listeners: 50, serverHeap: 4 } as const;

await using store = await openCrowdedStore();
const url = await store.servePage(bounds);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const cdp = await page.context().newCDPSession(page);
  await page.goto(url);
  await page.locator('[data-testid="floor"][data-people="200"]').waitFor();
  const taken: Sample[] = [];
  console.log("minute  browser MB  nodes  listeners  server MB  buffers MB");
  for (let index = 0; index <= samples; index += 1) {
    const sample = await take(cdp, (index * minutes) / samples);
    taken.push(sample);
    const { minute, browserHeap, nodes, listeners, serverHeap, serverBuffers } = sample;
    const cells = [minute.toFixed(1), browserHeap.toFixed(2), nodes, listeners, serverHeap.toFixed(2)];
    console.log([...cells, serverBuffers.toFixed(1)].map((cell) => String(cell).padStart(8)).join("  "));
    if (index < samples) await pause((minutes * 60_000) / samples);
  }
  // In less than an hour the same noise makes a steeper line.
  const noise = Math.max(1, 60 / minutes);
  const half = taken.slice(taken.length >> 1);
  for (const [name, allowed] of Object.entries(bars) as [keyof typeof bars, number][]) {
    const { growth, error } = slope(half.map((sample) => [sample.minute, sample[name]]));
    const most = noise * (allowed + 0.02 * (half.at(-1)?.[name] ?? 0));
    // Two standard errors: what only chance makes grow is no leak.
    const leaks = growth - 2 * error > most;
    if (leaks) process.exitCode = 1;
    console.log(
      `${name}: ${growth.toFixed(2)} ± ${error.toFixed(2)} an hour (at most ${most.toFixed(2)})${leaks ? " LEAKS" : ""}`,
    );
  }
} finally {
  await browser.close();
}
