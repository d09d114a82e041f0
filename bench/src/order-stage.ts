/**
 * What it costs to put a reading in the order of event time: fusion's order stage, a binary heap and sorting, on the same
 * readings in the same arrival order, in turn. The heap and the sort are given the bound that the stage starts from and
 * nothing to learn or count, so they do less. Ends with 1 above the bar.
 *
 *     npm run -s bench -- order-stage [--readings N] [--rounds N]
 */
import { parseArgs } from "node:util";
import type { Reading } from "@aisle/sdk";
import { OrderStage, type SourceSettings } from "../../packages/fusion/src/order/index.ts";

const { values } = parseArgs({
  options: { readings: { type: "string", default: "20000" }, rounds: { type: "string", default: "60" } },
});
const readings = Number(values.readings);
const rounds = Number(values.rounds);
/** Nanoseconds a reading. */
const bar = 35;
const bound = 200;

let seed = 1;
const chance = (): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

const cameras = Array.from({ length: 16 }, (_, n) => `cam-${n + 1}`);
const shelves = Array.from({ length: 18 }, (_, n) => `g${n + 1}`);
const sources: readonly SourceSettings[] = [
  ...cameras.map((id) => ({ id, turn: 2, bound: 100 })),
  ...shelves.map((id) => ({ id, turn: 3, bound: 50 })),
];
const devices = sources.map(({ id }) => ({ id, phase: chance() * 100 }));

/** 16 cameras and 18 shelves, ten times a second each, arriving after 50 to 130 ms, or 10 to 60. */
const stream = Array.from({ length: readings }, (_, n): Reading => {
  const { id, phase } = devices[n % devices.length]!;
  const at = 1_700_000_000_000 + Math.floor(n / devices.length) * 100 + phase;
  const camera = n % devices.length < cameras.length;
  const receivedAt = at + (camera ? 50 + 80 * chance() : 10 + 50 * chance());
  const stamp = { device: id, at, receivedAt, run: 1, seq: n + 1 } as const;
  if (camera) return { ...stamp, kind: "camera", type: "poses", data: { objects: [] } };
  const grams = new Float32Array(0);
  return { ...stamp, kind: "weight-shelf", type: "weights", data: { grams, samples: 1, plates: 0, dt: 100 } };
})
  .sort((a, b) => a.receivedAt - b.receivedAt)
  // Fresh from their drivers readings lie in memory as they arrived.
  .map((reading) => ({ ...reading, data: { ...reading.data } }) as Reading);

const before = (a: Reading, b: Reading): boolean => (a.at === b.at ? a.device < b.device : a.at < b.at);

function push(heap: Reading[], reading: Reading): void {
  let child = heap.length;
  heap.push(reading);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!before(reading, heap[parent]!)) break;
    heap[child] = heap[parent]!;
    child = parent;
  }
  heap[child] = reading;
}

function pop(heap: Reading[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let parent = 0;
  for (let child = 1; child < heap.length; child = 2 * parent + 1) {
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
    if (!before(heap[child]!, last)) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  heap[parent] = last;
}

/** Each takes the stream in and says how many readings went on in order before the end. */
const ways: Readonly<Record<string, () => number>> = {
  "order stage"() {
    const stage = new OrderStage(sources);
    let told = 0;
    for (const reading of stream) {
      stage.add(reading);
      while (stage.next() !== undefined) while (stage.take() !== undefined) told += 1;
    }
    return told;
  },
  "binary heap"() {
    const heap: Reading[] = [];
    let newest = Number.NEGATIVE_INFINITY;
    let told = 0;
    for (const reading of stream) {
      push(heap, reading);
      newest = Math.max(newest, reading.at);
      while (heap[0] !== undefined && heap[0].at <= newest - bound) {
        pop(heap);
        told += 1;
      }
    }
    return told;
  },
  "sort every 50 ms"() {
    let waiting: Reading[] = [];
    let newest = Number.NEGATIVE_INFINITY;
    let end = (stream[0]?.at ?? 0) + 50;
    let told = 0;
    for (const reading of stream) {
      waiting.push(reading);
      newest = Math.max(newest, reading.at);
      if (newest - bound < end) continue;
      waiting.sort((a, b) => (before(a, b) ? -1 : 1));
      const due = waiting.findIndex(({ at }) => at > end);
      told += due;
      waiting = waiting.slice(due);
      end += 50;
    }
    return told;
  },
};

const taken = new Map<string, number[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    // Time of this process, not of the wall: others may be at work on the machine.
    const started = process.cpuUsage();
    const told = way();
    const { user, system } = process.cpuUsage(started);
    const each = (1000 * (user + system)) / readings;
    if (told < 0.9 * readings) throw new RangeError(`${name} told ${told} of ${readings} readings`);
    taken.set(name, [...(taken.get(name) ?? []), each]);
  }
}
const least = (name: string): number => Math.min(...(taken.get(name) ?? []));
for (const [name, each] of taken) {
  const middle = each.toSorted((a, b) => a - b)[each.length >> 1] ?? Number.NaN;
  console.log(`${name.padEnd(18)} ${least(name).toFixed(0).padStart(4)} ns a reading (median ${middle.toFixed(0)})`);
}
console.log(`bar: ${bar} ns a reading in the order stage, in its quietest round`);
process.exitCode = least("order stage") > bar ? 1 : 0;
