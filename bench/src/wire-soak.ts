/**
 * The demo store through the real drivers, with faults on every wire, and a ledger of both sides: nothing is invented,
 * told of another device, told twice, or lost without a count. In memory and virtual time, or with the emulators in a
 * process of their own over loopback. Ends with 1 when that does not hold, or with fewer than 1,000 faults.
 *
 *     npm run -s bench -- wire-soak [--virtual-hours 24 | --real-minutes 20] [--faults N] [--seed N]
 */
import { parseArgs } from "node:util";
import v8 from "node:v8";
import vm from "node:vm";
import { soakOverLoopback } from "./wire-soak/real-soak.ts";
import { held, reportSoak } from "./wire-soak/soak-result.ts";
import { soakInVirtualTime } from "./wire-soak/virtual-soak.ts";

const leastFaults = 1_000;
const { values } = parseArgs({
  options: {
    "virtual-hours": { type: "string", default: "24" },
    "real-minutes": { type: "string" },
    faults: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
v8.setFlagsFromString("--expose-gc");
(globalThis as { gc?: unknown }).gc = vm.runInNewContext("gc");

const seed = Number(values.seed);
const minutes = values["real-minutes"];
const hours = Number(values["virtual-hours"]);
const result =
  minutes === undefined
    ? await soakInVirtualTime({
        hours,
        faults: Number(values.faults ?? Math.max(leastFaults, Math.round(200 * hours))),
        seed,
        onProgress: (done) => process.stderr.write(`\r${done.toFixed(2)} of ${hours} virtual hours `),
      })
    : await soakOverLoopback({ minutes: Number(minutes), faults: Number(values.faults ?? 1_200), seed });
process.stderr.write("\n");
for (const line of reportSoak(result)) console.log(line);
const good = held(result, leastFaults);
console.log(good ? "held" : "NOT HELD");
process.exitCode = good ? 0 : 1;
