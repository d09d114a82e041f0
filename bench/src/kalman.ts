/**
 * Following one person: our motion model beside npm `kalman-filter` and the textbook's equations in npm `ml-matrix`, on
 * the same steps; they have to agree to 1e-9.
 *
 *     npm run -s bench -- kalman [--rounds N] [--steps N]
 */
import { parseArgs } from "node:util";
import { farthestApart, ours, scriptOf, withKalmanFilter, withMlMatrix } from "./kalman/index.ts";
import { barLine, number, sideBySide, tableLines } from "./report/index.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, steps: { type: "string", default: "500" } },
});
const script = scriptOf(Number(values.steps), 11);
const filters = { ours, "ml-matrix": withMlMatrix, "kalman-filter": withKalmanFilter };
const contenders = Object.entries(filters).map(([name, filter]) => ({
  name,
  run: (times: number) => {
    let last: unknown;
    for (let k = 0; k < times; k += script.steps.length) last = filter(script);
    return last;
  },
}));
const timings = sideBySide(contenders, 10 * script.steps.length, Number(values.rounds));
const own = timings[0]?.median ?? Number.NaN;
console.log(`a prediction and an update of five states by two measurements, medians of ${values.rounds} rounds`);
const rows = timings.map(({ name, median, least }) => {
  const apart = farthestApart(filters[name as keyof typeof filters], script);
  return [name, number(median), number(least), number(median / own, 1), apart.toExponential(1)];
});
console.log(tableLines(["", "ns", "least ns", "× ours", "apart from ours"], rows).join("\n"));
console.log();
for (const name of ["ml-matrix", "kalman-filter"] as const) {
  const value = farthestApart(filters[name], script) / 1e-9;
  console.log(barLine({ what: `ours and ${name} differ by`, value, unit: "× 1e-9", atMost: 1 }));
}
