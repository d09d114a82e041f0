/**
 * How a hub carries many devices: opening and closing them, and what it costs while they have nothing to say but that
 * they are there.
 *
 *     npm run -s bench -- many-devices [--devices N] [--seconds N]
 */
import { parseArgs } from "node:util";
import { type DriverReading, defineDriver, type Liveness, openHub } from "@aisle/sdk";
import { NEVER, type Observable, Subject } from "rxjs";

const { values } = parseArgs({
  options: { devices: { type: "string", default: "1000" }, seconds: { type: "string", default: "20" } },
});
const count = Number(values.devices);
const seconds = Number(values.seconds);

const settings = {
  "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) },
} as const;
const wake = new Subject<DriverReading<"turnstile">>();

function driver(id: string, liveness: Liveness, readings: Observable<DriverReading<"turnstile">>) {
  return defineDriver({
    id,
    kind: "turnstile",
    transport: "none",
    settings,
    liveness,
    open: () => ({ readings, probe: () => Promise.resolve() }),
  });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Shares of a core used in slices of two seconds, in percent: the median is the hub's own, the mean has what Node does
 * behind it now and then (collecting garbage, dropping code that is not used).
 */
async function idle(): Promise<{ readonly median: number; readonly mean: number }> {
  const shares: number[] = [];
  for (let slice = 0; slice < seconds / 2; slice++) {
    const cpu = process.cpuUsage();
    const from = performance.now();
    await sleep(2_000);
    const { user, system } = process.cpuUsage(cpu);
    shares.push((user + system) / 10 / (performance.now() - from));
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { median: shares.sort((a, b) => a - b)[shares.length >> 1] ?? Number.NaN, mean };
}

/** Opens, idles and closes a hub of devices that all have this habit. */
async function measure(name: string, liveness: Liveness, heartbeatMs: number | undefined): Promise<void> {
  const devices = Array.from({ length: count }, (_, n) => ({ id: `d${n}`, driver: "d" }));
  const started = performance.now();
  const hub = await openHub({ drivers: [driver("d", liveness, heartbeatMs === undefined ? NEVER : wake)], devices });
  const online = (): number => [...hub.devices.values()].filter(({ status }) => status.state === "online").length;
  const beat =
    heartbeatMs === undefined
      ? undefined
      : setInterval(() => {
          wake.next({ type: "counters", data: { in: 1, out: 1 } });
        }, heartbeatMs);
  if (heartbeatMs !== undefined) wake.next({ type: "counters", data: { in: 1, out: 1 } });
  while (online() < count) await new Promise(setImmediate);
  const opened = performance.now() - started;
  await sleep(3_000);
  const share = await idle();
  if (online() < count) throw new RangeError("a device was lost");
  clearInterval(beat);
  const closing = performance.now();
  await hub.close();
  const closed = performance.now() - closing;
  console.log(
    `  ${name.padEnd(38)} opened in ${opened.toFixed(0)} ms   closed in ${closed.toFixed(0)} ms   ${share.median.toFixed(2)} % of a core, mean ${share.mean.toFixed(2)} %`,
  );
}

console.log(`${count} devices, idle for ${seconds} s (bars: 2000 ms, 1000 ms, 1 %), Node ${process.versions.node}`);
await sleep(3_000);
const bare = await idle();
console.log(
  `  no hub at all                          ${bare.median.toFixed(2)} % of a core, mean ${bare.mean.toFixed(2)} %`,
);
await measure("unwatched", "unwatched", undefined);
await measure("probed every 5 s", { probe: "driver", every: 5_000 }, undefined);
await measure("watched for silence of 5 s", { within: 5_000 }, 2_000);
await measure("watched for silence of 1 s", { within: 1_000 }, 500);
