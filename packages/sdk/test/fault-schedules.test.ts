import process from "node:process";
import { expect, it } from "vitest";
import { Coverage } from "./fault-schedules/coverage.ts";
import { runSchedule } from "./fault-schedules/run-schedule.ts";

/** A short version here; `npm run -s bench -- fault-schedules` runs ten thousand and prints the table. */
const schedules = Number(process.env["AISLE_FAULT_SCHEDULES"] ?? 200);
const firstSeed = Number(process.env["AISLE_FAULT_SEED"] ?? 1);

it(
  "twenty devices come back from whatever goes wrong, in every random hour of faults",
  async () => {
    const coverage = new Coverage();
    const problems: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + schedules && problems.length === 0; seed += 1) {
      problems.push(...(await runSchedule(seed, coverage)));
    }
    if (process.env["AISLE_FAULT_SCHEDULES"] !== undefined) process.stdout.write(`${coverage.table()}\n`);
    expect(problems).toEqual([]);
    // Fewer schedules need not reach everything.
    if (schedules >= 200) expect(coverage.missing()).toEqual([]);
  },
  schedules * 1_000,
);
