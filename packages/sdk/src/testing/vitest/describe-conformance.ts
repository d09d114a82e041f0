import { writeFile } from "node:fs/promises";
import { afterAll, describe, it } from "vitest";
import type { DeviceKind } from "../../devices/kinds.ts";
import type { Driver } from "../../drivers/define-driver.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import type { TransportName } from "../../transports/transports.ts";
import { runCheck, subjectOf } from "../conformance/check-conformance.ts";
import { checks } from "../conformance/checks/index.ts";
import type { ConformanceFixture } from "../conformance/fixture.ts";
import { toPath } from "../conformance/read-text.ts";
import {
  type ConformanceLevel,
  type ConformanceResult,
  conformanceLevels,
  describeReport,
  reportOf,
} from "../conformance/report.ts";

/** What a run of the conformance kit is to do beside checking. */
export interface ConformanceOptions {
  /** The level that the driver must reach; what is above it is reported and not failed. Bronze unless told. */
  readonly require?: ConformanceLevel;
  /** Where the report is written as JSON, such as `new URL("../conformance.json", import.meta.url)`. */
  readonly write?: string | URL;
}

/** Long enough for a virtual day on a slow machine, in milliseconds; no check waits for time to pass. */
const timeout = 120_000;

/**
 * Makes a vitest test of every check of the conformance kit for this driver. What fails above the required level is a
 * skipped test that says what is missing. At the end it prints the level reached, and what the next one lacks.
 */
export function describeDriverConformance<K extends DeviceKind, T extends TransportName, S>(
  driver: Driver<K, T, S>,
  fixture: ConformanceFixture<K, T>,
  { require = "bronze", write }: ConformanceOptions = {},
): void {
  const subject = subjectOf(driver, fixture);
  const required = conformanceLevels.slice(0, conformanceLevels.indexOf(require) + 1);
  const results: ConformanceResult[] = [];
  describe(`the driver ${driver.id}`, () => {
    for (const check of checks) {
      it(`${check.level}: ${check.title}`, { timeout }, async (context) => {
        const result = await runCheck(check, subject);
        results.push(result);
        if (result.outcome === "passed") return;
        const detail = `${result.id}: ${result.detail ?? ""}`;
        if (result.outcome === "not-applicable" || !required.includes(result.level)) context.skip(detail);
        throw new AisleError("conformance-failed", detail, {
          category: "driver",
          remedy: `Mend it, or require less than ${require}.`,
        });
      });
    }
    afterAll(async () => {
      // A run of only some of the tests says nothing about a level.
      if (results.length < checks.length) return;
      const report = reportOf(driver, results);
      process.stdout.write(`${describeReport(report)}\n`);
      if (write !== undefined) await writeFile(toPath(write), `${JSON.stringify(report, undefined, 2)}\n`);
    });
  });
}
