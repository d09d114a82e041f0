/**
 * What supervision costs a reading: the same readings through a bare RxJS Subject and through a device of a hub, in turn,
 * batches of one; and what each reading allocates, beside the bare envelope object.
 *
 *     npm run -s bench -- hub-readings [--readings N] [--rounds N]
 */
import { parseArgs } from "node:util";
import v8 from "node:v8";
import vm from "node:vm";
import { type DriverReading, defineDriver, openHub } from "@aisle/sdk";
import { Subject } from "rxjs";

const { values } = parseArgs({
  options: { readings: { type: "string", default: "1000000" }, rounds: { type: "string", default: "9" } },
});
const readings = Number(values.readings);
const rounds = Number(values.rounds);

type ShelfReading = DriverReading<"weight-shelf">;
const data = { grams: new Float32Array(30), samples: 1, plates: 30, dt: 50 };
const kinds: Readonly<Record<string, () => ShelfReading>> = {
  "without a time of its own": () => ({ type: "weights", data }),
  // Of now, for a time that is long past takes the way of clocks that stand wrong.
  "with a time of its own": () => ({ type: "weights", data, at: Date.now() }),
};

const source = new Subject<ShelfReading>();
const shelf = defineDriver({
  id: "bench-shelf",
  kind: "weight-shelf",
  transport: "none",
  settings: { "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) } },
  liveness: { within: 60_000 },
  open: () => ({ readings: source }),
});
const bare = new Subject<ShelfReading>();
let heard = 0;
bare.subscribe(() => {
  heard += 1;
});
const hub = await openHub({ drivers: [shelf], devices: [{ id: "shelf-1", driver: "bench-shelf" }] });
hub.readings$.subscribe(() => {
  heard += 1;
});
await new Promise(setImmediate);

/** Nanoseconds for each reading through `subject`. */
function time(subject: Subject<ShelfReading>, reading: ShelfReading): number {
  const started = process.hrtime.bigint();
  for (let n = 0; n < readings; n += 1) subject.next(reading);
  return Number(process.hrtime.bigint() - started) / readings;
}

/** The quietest round: whatever else the machine did only adds. */
const least = (numbers: readonly number[]): number => Math.min(...numbers);
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

/** Bytes that each run of `task` allocates: few enough runs that nothing is collected meanwhile. */
function bytesOf(task: () => void): number {
  const runs = 5_000;
  const samples = Array.from({ length: 21 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < runs; n += 1) task();
    return (process.memoryUsage().heapUsed - before) / runs;
  });
  return median(samples);
}

console.log(`ns per reading, of ${rounds} rounds of ${readings}, Node ${process.versions.node}`);
for (const [name, make] of Object.entries(kinds)) {
  const plain: number[] = [];
  const supervised: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const one = time(bare, make());
    const other = time(source, make());
    // The first rounds are for the compiler.
    if (round >= 0) {
      plain.push(one);
      supervised.push(other);
    }
  }
  for (const [what, of] of [
    ["median", median],
    ["least", least],
  ] as const) {
    console.log(
      `  ${name.padEnd(26)} ${what.padEnd(8)} bare Subject ${of(plain).toFixed(1)}   supervised ${of(supervised).toFixed(1)}   added ${(of(supervised) - of(plain)).toFixed(1)} (bar: 150)`,
    );
  }
}

let kept: unknown;
for (const [name, make] of Object.entries(kinds)) {
  const reading = make();
  const envelope = bytesOf(() => {
    const receivedAt = Date.now();
    kept = { device: "s", kind: "k", type: reading.type, at: receivedAt, receivedAt, run: 1, seq: 1, data };
  });
  const fresh = make();
  const whole = bytesOf(() => source.next(fresh));
  const floor = bytesOf(() => bare.next(fresh));
  console.log(
    `bytes per reading ${name}: bare Subject ${floor.toFixed(0)}, supervised ${whole.toFixed(0)}; the difference is ${(whole - floor).toFixed(0)}, one envelope object is ${envelope.toFixed(0)}`,
  );
}
await hub.close();
if (heard === 0 || kept === undefined) throw new TypeError("nothing was measured");
