/** Tries the targets that it is told, one at a time: a process of `parsers`. */
import v8 from "node:v8";
import vm from "node:vm";
import { runTarget } from "./run-target.ts";
import { targets } from "./targets/index.ts";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

function used(): number {
  // Buffers are let go of only after what held them.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

process.on("message", ({ name, frames, seed }: { name: string; frames: number; seed: number }) => {
  const target = targets.find((each) => each.name === name)!;
  void runTarget(target, { frames, seed, used }).then((result) => process.send?.(result));
});
