/**
 * How right, honest and quick the receipts are: replays every recorded scene with the built command line and scores its
 * receipts and tracks with the scorers that come with the scenes; the engine alone is timed on the same readings.
 *
 *     npm run -s bench -- accuracy [--scenes DIR] [--only TEXT]
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  accuracyBars,
  accuracyTable,
  honestyTable,
  type Measured,
  nothing,
  receiptDelays,
  replayScene,
  together,
} from "./accuracy/index.ts";
import { barLine } from "./report/index.ts";
import { familyOf, recordedRun, runEngine, sceneScorer, scenesFolder, scenesOf, trackScorer } from "./stores/index.ts";

const { values } = parseArgs({
  options: { scenes: { type: "string", default: scenesFolder }, only: { type: "string", default: "" } },
});
const scorer = await sceneScorer(values.scenes);
if (scorer === undefined) {
  console.error(`bench: no recorded scenes in ${values.scenes}; name their folder with --scenes DIR`);
  process.exit(2);
}
const tracker = await trackScorer(values.scenes);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-accuracy-"));
const scenes = new Map<string, Measured>();
const families = new Map<string, Measured>();
try {
  for (const scene of scenesOf(values.scenes, values.only)) {
    const { receipts, issued, tracks, storeSeconds, seconds } = replayScene(path.join(values.scenes, scene), folder);
    const run = await recordedRun(values.scenes, scene);
    const { truth } = run;
    if (truth === undefined) continue;
    const measured: Measured = {
      score: scorer.scoreOne(truth, receipts),
      tracks: Object.keys(truth.paths).length > 0 ? tracker?.scoreTracks(truth, tracks) : undefined,
      delays: receiptDelays(truth.receipts, issued),
      storeSeconds,
      process: seconds,
      engine: runEngine(run).seconds,
    };
    scenes.set(scene, measured);
    const family = familyOf(scene);
    families.set(family, together(families.get(family) ?? nothing, measured));
    process.stderr.write(`\r${scene.padEnd(40)}`);
  }
} finally {
  process.stderr.write("\r".padEnd(42).concat("\r"));
  fs.rmSync(folder, { recursive: true, force: true });
}
families.set("all", [...scenes.values()].reduce(together, nothing));
for (const table of [accuracyTable(scenes), accuracyTable(families), honestyTable(families)])
  console.log(`${table.join("\n")}\n`);
console.log(accuracyBars(scenes, families).map(barLine).join("\n"));
