// What a driver process costs its host, beside the same driver in the host in one run, and how soon it is replaced.
import { fork } from "node:child_process";
import { parseArgs } from "node:util";

interface Measured {
  readonly readings: number;
  readonly cpuMicros: number;
  readonly p50: number;
  readonly p99: number;
  readonly batch?: number;
  readonly dropped?: number;
  readonly rssMb?: number;
}
interface Result {
  readonly here: Measured;
  readonly there: Measured;
  readonly recovery: readonly number[];
}

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "200" },
    rate: { type: "string", default: "20" },
    seconds: { type: "string", default: "15" },
    "warm-up": { type: "string", default: "5" },
    kills: { type: "string", default: "7" },
  },
});
const { "warm-up": warmUp, ...others } = values;
const plan = Object.fromEntries(Object.entries({ ...others, warmUp }).map(([key, value]) => [key, Number(value)]));

const host = fork(new URL("./isolation/host.mjs", import.meta.url), [JSON.stringify(plan)], { execArgv: [] });
const result = await new Promise<Result>((resolve, reject) => {
  host.once("message", (message) => resolve(message as Result));
  host.once("exit", (code) => reject(new Error(`the measured host ended with code ${code}`)));
});

const { here, there, recovery } = result;
const row = (name: string, { readings, cpuMicros, p50, p99 }: Measured): void =>
  console.log(
    `${name.padEnd(12)} ${readings} readings, host CPU ${cpuMicros.toFixed(2)} µs a reading, latency p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
  );
console.log(`${plan["devices"]} devices × ${plan["rate"]} Hz, Node ${process.version}`);
row("in the host", here);
row("isolated", there);
console.log(
  `isolated: ${there.batch?.toFixed(1)} readings a batch, ${there.dropped} dropped, process of ${there.rssMb?.toFixed(0)} MB; adds p50 ${(there.p50 - here.p50).toFixed(2)} ms, p99 ${(there.p99 - here.p99).toFixed(2)} ms (bar 5), host CPU bar 5 µs`,
);
console.log(
  `killed ${recovery.length} times: replaced after ${recovery[recovery.length >> 1]?.toFixed(0)} ms (median), ${recovery.at(-1)?.toFixed(0)} ms (worst; bar 1000)`,
);
