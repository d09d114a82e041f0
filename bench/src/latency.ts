/**
 * How soon it is told, in event time, on simulated shoppers: from the hand's leaving to the provisional and the settled
 * line, and from leaving the store to the receipt.
 *
 *     npm run -s bench -- latency [--stores N] [--seed N]
 */
import { parseArgs } from "node:util";
import { receiptDelays } from "./accuracy/index.ts";
import { type Bar, barLine, number, tableLines } from "./report/index.ts";
import { addScores, f1, noScore, quantile, scoreReceipts } from "./scoring/index.ts";
import { runEngine, scored, simulatedRun, simulatedStores } from "./stores/index.ts";

const { values } = parseArgs({
  options: { stores: { type: "string", default: "8" }, seed: { type: "string", default: "9000" } },
});
let score = noScore;
const delays: number[] = [];
for (const options of simulatedStores(Number(values.stores), Number(values.seed))) {
  const run = await simulatedRun(options);
  const { receipts } = runEngine(run);
  if (run.truth === undefined) continue;
  score = addScores(score, scoreReceipts(run.truth, scored(receipts.map(({ receipt }) => receipt))));
  const issued = receipts.map(({ at, receipt: { credential, exitedAt } }) => ({ at, credential, exitedAt }));
  delays.push(...receiptDelays(run.truth.receipts, issued));
}
const times = {
  "provisional line": score.units.flatMap(({ provisional }) => provisional ?? []),
  "settled line": score.units.flatMap(({ settled }) => settled ?? []),
  receipt: delays,
};
const seconds = (name: keyof typeof times, q: number): number => quantile(times[name], q) / 1000;
const names = Object.keys(times) as (keyof typeof times)[];
const rows = names.map((name) => [
  name,
  String(times[name].length),
  ...[0.5, 0.95, 0.99].map((q) => number(seconds(name, q), 2)),
]);
console.log(
  `${score.sessions} simulated shoppers, ${score.tp + score.fn} units, F1 ${(100 * f1(score)).toFixed(2)} %\n`,
);
console.log(
  `${tableLines(["seconds after the hand or the shopper had left", "count", "p50", "p95", "p99"], rows).join("\n")}\n`,
);
const bars: readonly Bar[] = [
  { what: "provisional line, p50", value: seconds("provisional line", 0.5), unit: "s", atMost: 0.3 },
  { what: "settled line, p50", value: seconds("settled line", 0.5), unit: "s", atMost: 0.6 },
  { what: "settled line, p95", value: seconds("settled line", 0.95), unit: "s", atMost: 1.2 },
  { what: "receipt, p95", value: seconds("receipt", 0.95), unit: "s", atMost: 5 },
];
console.log(bars.map(barLine).join("\n"));
