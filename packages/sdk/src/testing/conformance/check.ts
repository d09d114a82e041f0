import type { AnyDriver } from "../../drivers/define-driver.ts";
import type { ConformanceFixture } from "./fixture.ts";
import type { ConformanceLevel } from "./report.ts";

/** A command of a fixture, whatever its driver's kind. */
export interface AnyCommand {
  readonly name: string;
  readonly input: unknown;
  readonly written?: Uint8Array | string;
}

/** A fixture with its types forgotten. */
export interface AnyFixture extends Omit<ConformanceFixture, "commands"> {
  readonly commands?: readonly AnyCommand[];
}

/** What is tried: any driver. */
export interface Subject {
  readonly driver: AnyDriver;
  readonly fixture: AnyFixture;
}

/** Nothing when it passed, what is wrong when it did not, or why it does not apply. */
export type Finding = undefined | string | { readonly notApplicable: string };

/** One promise that a driver keeps. */
export interface Check {
  readonly id: string;
  readonly level: ConformanceLevel;
  /** A sentence about the driver, for a test's title. */
  readonly title: string;
  run(subject: Subject): Finding | Promise<Finding>;
}

/** For a check that makes no sense with this driver. */
export function notApplicable(reason: string): Finding {
  return { notApplicable: reason };
}
