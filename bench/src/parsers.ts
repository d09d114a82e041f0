/**
 * Every parser of bytes from outside under mutated frames: nothing thrown, no hang, no growth, in step again after noise,
 * and nothing made up where the protocol has a check. Ends with 1 when one of them fails.
 *
 *     npm run -s bench -- parsers [--frames N] [--seed N] [--only TEXT] [--jobs N]
 */
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { failuresOf, isSlow, type Result } from "./parsers/run-target.ts";
import { targets } from "./parsers/targets/index.ts";

const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const frames = Number(values.frames);
const seed = Number(values.seed);

const started = performance.now();
const tried = targets.filter(({ name }) => name.includes(values.only));
let failed = 0;
console.log(`${tried.length} parsers, ${frames} mutated frames each, seed ${seed}, Node ${process.versions.node}`);
const row = (name: string, cells: readonly (string | number)[]): string =>
  name.padEnd(40) + cells.map((cell) => String(cell).padStart(9)).join("");
console.log(row("", ["ns", "ms", "", "MB", "MB", "noise", "right:", "", "", ""]));
console.log(row("", ["a frame", "worst", "said", "grown", "held", "bursts", "1st", "2nd", "later", "invented"]));

function tell(result: Result): void {
  const failures = [...failuresOf(result), ...(isSlow(result) ? ["a frame took over 50 ms"] : [])];
  const { nsMean, msWorst, said, grownMb, heldMb, firstRight, secondRight, laterRight, noises, invented } = result;
  const cells = [
    ...[nsMean.toFixed(0), msWorst.toFixed(2), said, grownMb.toFixed(2), heldMb.toFixed(2)],
    ...[noises, firstRight, secondRight, laterRight, Number.isNaN(invented) ? "–" : invented],
  ];
  console.log(row(result.name, cells));
  for (const failure of failures) console.log(`    ! ${failure}`);
  if (failures.length > 0) failed += 1;
}

/** Tries what is left, one after the other, in a process whose memory is nobody else's. */
async function work(): Promise<void> {
  const worker = fork(new URL("./parsers/worker.ts", import.meta.url), { serialization: "advanced" });
  let done: (result: Result | undefined) => void = () => undefined;
  worker.on("message", (result: Result) => {
    done(result);
  });
  worker.once("exit", () => {
    done(undefined);
  });
  for (let target = left.shift(); target !== undefined; target = left.shift()) {
    worker.send({ name: target.name, frames, seed });
    const result = await new Promise<Result | undefined>((resolve) => {
      done = resolve;
    });
    if (result === undefined) {
      console.log(`${target.name}\n    ! its process ended`);
      failed += 1;
      return work();
    }
    tell(result);
  }
  worker.disconnect();
}

const left = [...tried];
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
console.log(
  `${((performance.now() - started) / 1_000).toFixed(0)} s; ${failed === 0 ? "all hold" : `${failed} FAILED`}`,
);
process.exitCode = failed === 0 ? 0 : 1;
