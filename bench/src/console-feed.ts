/**
 * What it costs a store's host to feed its console: 200 people, 2,000 plates at 50 Hz, 50 cameras at 10 Hz, two picks a
 * second, in virtual time. The same readings are played to nobody, then to `watchHub` (feed, evidence, marks and the
 * compressed tape). People and reaches come from a stub: what fusion itself takes is not in it. Ends with 1 above the bar.
 *
 *     npm run -s bench -- console-feed [--seconds N]
 */
import { parseArgs } from "node:util";
import { type ConsoleSource, watchHub } from "@aisle/console";
import type { StoreEvent } from "@aisle/fusion";
import { type DeviceStatusChange, type Reading, VirtualClock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { load, model, peopleAt, pick, reachesAt, secondOfReadings } from "./console-feed/big-store.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "120" } } });
const seconds = Number(values.seconds);
/** Percent of one core. */
const bar = 5;
const t0 = 1_700_000_000_000;

interface Measured {
  readonly cpuMs: number;
  /** How long each reading took, with the ticks before it, ms, the longest first. */
  readonly steps: readonly number[];
  readonly source: ConsoleSource | undefined;
}

async function play(watched: boolean): Promise<Measured> {
  const clock = new VirtualClock(t0);
  const readings$ = new Subject<Reading>();
  const events$ = new Subject<StoreEvent>();
  // Made before, so that they cost both runs the same.
  const people = Array.from({ length: 100 }, (_, k) => peopleAt(k * 100));
  const second = secondOfReadings(0);
  const engine = {
    get at() {
      return clock.now() - 300;
    },
    people: (at = 0) => people[Math.floor(at / 100) % people.length] ?? [],
    reach: (_plate: string, times: readonly number[]) => reachesAt(times),
  };
  const hub = {
    readings$,
    statuses$: new Subject<DeviceStatusChange>(),
    devices: new Map(),
    health: () => ({ devices: [] }),
    setInService: () => undefined,
    setOutOfService: () => Promise.resolve(),
  };
  const source = watched
    ? watchHub({ hub: hub as never, fusion: { events$, engine } as never, model, clock })
    : undefined;
  let picks = 0;
  const steps: number[] = [];
  const started = process.cpuUsage();
  for (let s = 0; s < seconds; s += 1) {
    const from = t0 + s * 1_000;
    for (const reading of second) {
      const at = from + reading.at;
      const began = performance.now();
      clock.advanceTo(at);
      readings$.next({ ...reading, at, receivedAt: at });
      steps.push(performance.now() - began);
    }
    for (let k = 0; k < load.picksPerSecond; k += 1) {
      picks += 1;
      for (const event of pick(picks, clock.now())) events$.next(event);
    }
    // As in life: the tape's bytes come while time goes on.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const { until, chunkMs, from0 } = source?.range() ?? { until: 0, chunkMs: 1, from0: 0 };
  for (let index = 0; index < Math.floor((until - from0) / chunkMs); index += 1) await source?.chunk(index);
  const { user, system } = process.cpuUsage(started);
  return { cpuMs: (user + system) / 1_000, steps: steps.sort((a, b) => b - a), source };
}

// Once for the compiler, then measured.
await play(true);
const without = await play(false);
const { cpuMs, steps, source } = await play(true);
const share = (cpuMs - without.cpuMs) / (10 * seconds);
const bytes = (await source!.chunk(3))?.length ?? 0;
console.log(
  `${load.people} people, ${load.plates} plates at ${load.rateHz} Hz, ${load.cameras} cameras at ${load.fps} Hz, ${seconds} s of store time, Node ${process.versions.node}`,
);
console.log(`  without  ${(without.cpuMs / 10 / seconds).toFixed(2)} % of a core`);
console.log(`  with     ${(cpuMs / 10 / seconds).toFixed(2)} % of a core`);
console.log(`  the feed and its tape: ${share.toFixed(2)} % of a core (bar: ${bar} %), threads that compress included`);
const tenThousandth = steps[Math.floor(steps.length / 10_000)] ?? 0;
console.log(
  `  longest step ${(steps[0] ?? 0).toFixed(1)} ms; one in 10,000 takes ${tenThousandth.toFixed(1)} ms or more`,
);
console.log(`  a chunk of 10 s is ${(bytes / 1024).toFixed(0)} KiB; ${source!.marks().length} marks`);
source!.close();
process.exitCode = share > bar ? 1 : 0;
if (share > bar) console.log(`FAILED: above ${bar} %`);
