/**
 * What simple rules make of the same scenes and of simulated shoppers: thresholds with the nearest body, and the rules
 * with which the AutoCheckout competition was won, written anew; each with people where they really were, by the ids
 * that pose sensors give, and as our tracker saw them. Beside ours.
 *
 *     npm run -s bench -- baselines [--scenes DIR] [--only TEXT] [--simulated N] [--seed N]
 */
import { parseArgs } from "node:util";
import { byThreshold, byWinnersRules, givenPeople, ourPeople, plateSeries, truePeople } from "./baselines/index.ts";
import { percent, tableLines } from "./report/index.ts";
import { addScores, f1, noScore, type Score, scoreReceipts } from "./scoring/index.ts";
import {
  recordedRun,
  runEngine,
  type StoreRun,
  scenesFolder,
  scenesOf,
  scored,
  simulatedRun,
  simulatedStores,
} from "./stores/index.ts";

const { values } = parseArgs({
  options: {
    scenes: { type: "string", default: scenesFolder },
    only: { type: "string", default: "" },
    simulated: { type: "string", default: "6" },
    seed: { type: "string", default: "4000" },
  },
});
const columns = [
  "threshold, true people",
  "threshold, our tracks",
  "rules, true people",
  "rules, given ids",
  "rules, our tracks",
  "ours",
] as const;
/** What the winner's own program makes of the families it can read: F1 in percent, as published with the scenes. */
const published: Readonly<Record<string, string>> = {
  reenact: "93.5, 10/15",
  "shop-poses": "70.8, 5/12",
  "rush-poses": "56.6, 0/10",
};

const families = new Map<string, Map<string, Score>>();

function take(run: StoreRun): void {
  const { truth, model, family } = run;
  if (truth === undefined) return;
  const series = plateSeries(run);
  const seen = Object.keys(truth.paths).length > 0;
  const real = seen ? truePeople(run, truth) : [];
  const own = seen ? ourPeople(run) : [];
  const given = model.ceilings.length > 0 ? givenPeople(run) : [];
  const all = {
    "threshold, true people": () => byThreshold(model, series, real),
    "threshold, our tracks": () => byThreshold(model, series, own),
    "rules, true people": () => byWinnersRules(model, series, real),
    "rules, given ids": () => byWinnersRules(model, series, given),
    "rules, our tracks": () => byWinnersRules(model, series, own),
    ours: () => scored(runEngine(run).receipts.map(({ receipt }) => receipt)),
  };
  for (const [name, receipts] of Object.entries(all)) {
    if (name.endsWith("given ids") && given.length === 0) continue;
    if (name !== "ours" && !seen) continue;
    const score = scoreReceipts(truth, receipts());
    const row = families.get(family) ?? new Map<string, Score>();
    families.set(family, row.set(name, addScores(row.get(name) ?? noScore, score)));
  }
}

for (const scene of scenesOf(values.scenes, values.only)) {
  const run = await recordedRun(values.scenes, scene);
  if (run.model.shelves.length > 0) take(run);
}
for (const options of simulatedStores(Number(values.simulated), Number(values.seed))) take(await simulatedRun(options));

const rows = [...families].map(([family, scores]) => [
  family,
  ...columns.map((name) => {
    const score = scores.get(name);
    return score === undefined ? "–" : `${percent(f1(score))}, ${score.exact}/${score.sessions}`;
  }),
  published[family] ?? "–",
]);
console.log("F1 % and exact receipts");
console.log(tableLines(["", ...columns, "winner, published"], rows).join("\n"));
console.log(`
The published figures are of the winner's own program on the ids that the sensors give, and nothing says how it bound ids
to receipts. Ours of its rules stands between two ways: people where they really were (the rules at their best), and ids
that become a shopper where they are seen to pass a gate, and nobody once they break.`);
