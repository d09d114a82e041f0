import type { DeviceKind } from "../../devices/kinds.ts";
import type { AnyDriver, Driver } from "../../drivers/define-driver.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { TransportName } from "../../transports/transports.ts";
import type { AnyFixture, Check, Finding, Subject } from "./check.ts";
import { checks } from "./checks/index.ts";
import type { ConformanceFixture } from "./fixture.ts";
import { type ConformanceReport, type ConformanceResult, reportOf } from "./report.ts";

/** The driver and its fixture with their types forgotten, as the checks see them. */
export function subjectOf<K extends DeviceKind, T extends TransportName, S>(
  driver: Driver<K, T, S>,
  fixture: ConformanceFixture<K, T>,
): Subject {
  return { driver: driver as unknown as AnyDriver, fixture: fixture as unknown as AnyFixture };
}

/** Runs one check; whatever it throws is a failure of the driver. */
export async function runCheck(check: Check, subject: Subject): Promise<ConformanceResult> {
  const { id, level, title } = check;
  let finding: Finding;
  try {
    finding = await check.run(subject);
  } catch (thrown) {
    finding = toAisleError(thrown).message;
  }
  if (finding === undefined) return { id, level, title, outcome: "passed" };
  return typeof finding === "string"
    ? { id, level, title, outcome: "failed", detail: finding }
    : { id, level, title, outcome: "not-applicable", detail: finding.notApplicable };
}

/**
 * Tries a driver on fake hardware in virtual time, against everything that the conformance kit knows, and says what
 * it found. It never rejects: what fails is in the report. With vitest use `describeDriverConformance` of
 * `@aisle/sdk/testing/vitest`, which makes a test of each check.
 */
export async function checkConformance<K extends DeviceKind, T extends TransportName, S>(
  driver: Driver<K, T, S>,
  fixture: ConformanceFixture<K, T>,
): Promise<ConformanceReport> {
  const subject = subjectOf(driver, fixture);
  const results: ConformanceResult[] = [];
  for (const check of checks) results.push(await runCheck(check, subject));
  return reportOf(driver, results);
}
