/**
 * How right the receipts are: replays every recorded scene with the built command line and scores its receipts with
 * the scorer that comes with the scenes.
 *
 *     npm run -s bench -- accuracy [--scenes DIR] [--only TEXT]
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

interface Score {
  tp: number;
  fp: number;
  fn: number;
  exact: number;
  sessions: number;
}

interface Scorer {
  readonly scoreOne: (truth: unknown, receipts: unknown) => Score;
  readonly f1: (score: Score) => number;
}

const root = path.resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    scenes: { type: "string", default: path.resolve(root, "../shared/scenes") },
    only: { type: "string", default: "" },
  },
});
const scorerFile = path.join(values.scenes, "score.mjs");
if (!fs.existsSync(scorerFile)) {
  console.error(`bench: no recorded scenes: ${scorerFile} is not there; name their folder with --scenes DIR`);
  process.exit(2);
}
const { scoreOne, f1 } = (await import(pathToFileURL(scorerFile).href)) as Scorer;
const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, "utf8"));

/** `shop-cams-2` → `shop-cams`, `reenact-team-pei-1` → `reenact`. */
function familyOf(scene: string): string {
  const [first = scene, second = ""] = scene.split("-");
  return /^(cams|poses)$/.test(second) ? `${first}-${second}` : first;
}

function replay(scene: string, receipts: string): { storeSeconds: number; seconds: number } {
  const aisle = path.join(root, "packages/cli/bin/aisle.mjs");
  const args = [aisle, "replay", path.join(values.scenes, scene), "--receipts", receipts, "--json"];
  const started = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0)
    throw new Error(`replaying ${scene} ended with ${run.status ?? run.signal ?? ""}: ${run.stderr}`);
  const last = run.stdout.trim().split("\n").at(-1) ?? "{}";
  const { storeSeconds } = JSON.parse(last) as { storeSeconds: number };
  return { storeSeconds, seconds: (performance.now() - started) / 1000 };
}

function row(name: string, score: Score, speed: string): string {
  const parts = [name.padEnd(22), `${(100 * f1(score)).toFixed(1)} %`.padStart(8)];
  parts.push(`${score.tp}/${score.fp}/${score.fn}`.padStart(18), `${score.exact}/${score.sessions}`.padStart(8));
  return `${parts.join("  ")}  ${speed}`;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-accuracy-"));
const families = new Map<string, Score>();
console.log(`${"scene".padEnd(22)}        F1  right/wrong/missed     exact  × real time, process start to end`);
try {
  for (const scene of fs.readdirSync(values.scenes).sort()) {
    const truthFile = path.join(values.scenes, scene, "truth.json");
    if (!scene.includes(values.only) || !fs.existsSync(truthFile)) continue;
    const receipts = path.join(folder, `${scene}.json`);
    const { storeSeconds, seconds } = replay(scene, receipts);
    const score = scoreOne(readJson(truthFile), readJson(receipts));
    console.log(row(scene, score, (storeSeconds / seconds).toFixed(0)));
    for (const key of [familyOf(scene), "all"]) {
      const sum = families.get(key) ?? { tp: 0, fp: 0, fn: 0, exact: 0, sessions: 0 };
      for (const field of ["tp", "fp", "fn", "exact", "sessions"] as const) sum[field] += score[field];
      families.set(key, sum);
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log();
for (const [family, score] of families) console.log(row(family, score, ""));
