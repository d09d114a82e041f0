/**
 * The long version of a test: random hours of faults over twenty devices in virtual time. It prints which edges of the
 * status machine and which reasons were reached how often, and ends with 1 when anything was not as promised.
 *
 *     npm run -s bench -- fault-schedules [--schedules N] [--seed N]
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { schedules: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const root = path.resolve(import.meta.dirname, "../..");
const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
const test = "packages/sdk/test/fault-schedules.test.ts";
const { status } = spawnSync(process.execPath, [vitest, "run", "--root", root, test], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, AISLE_FAULT_SCHEDULES: values.schedules, AISLE_FAULT_SEED: values.seed },
});
process.exit(status ?? 1);
