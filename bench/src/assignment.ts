/**
 * Pairing tracks with detections: the tracker's own assignment, npm `munkres` and a plain scan on the same problems, as
 * sparse as in a store and as crowded as at one bay.
 *
 *     npm run -s bench -- assignment [--rounds N] [--problems N]
 */
import { parseArgs } from "node:util";
import { compare, room } from "./assignment/index.ts";
import { number, percent, tableLines } from "./report/index.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, problems: { type: "string", default: "40" } },
});
const head = ["people", "possible", "ours ns", "munkres ns", "× ours", "scan ns", "scan leaves %", "exact ones differ"];
for (const [place, perPerson] of Object.entries(room)) {
  const rows = [1, 2, 4, 8, 16, 32, 64].map((size) => {
    const one = compare(size, perPerson, Number(values.problems), Number(values.rounds));
    return [
      `${size} × ${size}`,
      number(one.possible, 1),
      number(one.ours),
      number(one.munkres),
      number(one.munkres / one.ours, 1),
      number(one.scan),
      percent(one.lost, 2),
      one.apart.toExponential(0),
    ];
  });
  console.log(`${place}: ${perPerson} m² a person, medians of ${values.rounds} rounds`);
  console.log(`${tableLines(head, rows).join("\n")}\n`);
}
