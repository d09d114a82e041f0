/**
 * What the streams cost: the same weight readings (one sample of 30 idle plates each) through a bare loop into the
 * engine, a bare RxJS chain that does nothing, `fuse` on a Subject, and hub and `fuse` as a host has them.
 *
 *     npm run -s bench -- streams [--readings N] [--rounds N]
 */
import { parseArgs } from "node:util";
import { number, sideBySide, tableLines } from "./report/index.ts";
import { ways } from "./streams/ways.ts";

const { values } = parseArgs({
  options: { readings: { type: "string", default: "100000" }, rounds: { type: "string", default: "7" } },
});
const { ways: all, heard, close } = await ways();
const contenders = Object.entries(all).map(([name, way]) => ({
  name,
  run: (times: number) => {
    for (let k = 0; k < times; k++) way();
    return heard();
  },
}));
const timings = sideBySide(contenders, Number(values.readings), Number(values.rounds));
await close();
const loop = timings[0]?.median ?? Number.NaN;
console.log(`ns a reading, of ${values.rounds} rounds of ${values.readings}\n`);
const rows = timings.map(({ name, median, least }) => [name, number(median), number(least), number(median - loop)]);
console.log(tableLines(["", "median", "least", "over the loop"], rows).join("\n"));
