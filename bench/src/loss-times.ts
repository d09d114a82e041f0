/**
 * How soon a loss is on `status$`: every kind of device on the wire is closed, unplugged and silenced at chance moments,
 * in virtual time over a network in memory (TCP stands for serial paths). Ends with 1 when one is over its bar: 1 s for
 * a close or an unplug, the longer of a second and three periods for the silence of what streams, 2 s for what is probed.
 *
 *     npm run -s bench -- loss-times [--times 1000] [--seed 1]
 */
import { parseArgs } from "node:util";
import { measureLosses } from "./loss-times/measure.ts";
import { isGood, reportLosses } from "./loss-times/report.ts";

const { values } = parseArgs({
  options: { times: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const all = await measureLosses(Number(values.times), Number(values.seed));
for (const line of reportLosses(all)) console.log(line);
const bad = all.filter((each) => !isGood(each)).length;
const times = all.reduce((sum, { loss, took }) => sum + (loss.bar === undefined ? 0 : took.length), 0);
console.log(`${times} losses, ${bad === 0 ? "all in time" : `${bad} ways NOT in time`}`);
process.exitCode = bad === 0 ? 0 : 1;
