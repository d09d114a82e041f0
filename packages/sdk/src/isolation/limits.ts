import { z } from "zod";
import { AisleError } from "../errors/aisle-error.ts";

const ms = z.number().int().positive().max(86_400_000);
const megabytes = z.number().int().min(16).max(1_048_576);
const count = z.number().int().positive().max(1_000_000);

/** What a driver process may do, and how it hands over readings; times in milliseconds. */
const isolationLimits = z.strictObject({
  /** How long the process may take to start and to import its modules. */
  startWithin: ms.default(10_000),
  /** It is hung when nothing came from it for so long (noticed at most a quarter later). */
  hungAfter: ms.default(600),
  /** How long it may take to let go of everything before it is killed. */
  endWithin: ms.default(800),
  /** Bound of its JavaScript heap, in MB. */
  heapMb: megabytes.default(256),
  /** Bound of all its memory, in MB; it is looked at four times in each `hungAfter`. */
  memoryMb: megabytes.default(512),
  /** A process that ran so long counts as stable: the next failure is the first again. */
  stableAfter: ms.default(60_000),
  /** Bound of the wait after the second failure in a row; it doubles with each. After the first there is none. */
  retryFirst: ms.default(250),
  /** No wait is longer than this. */
  retryCap: ms.default(30_000),
  /** Longest wait of a reading for others to go with it. One that comes after a pause does not wait. */
  batchEvery: ms.max(1_000).default(3),
  /** Most readings of one batch. */
  batchMost: count.default(256),
  /** Most batches that the host has not taken yet. */
  batchWindow: count.default(64),
  /** Most readings that wait in the process for a host that is busy; beyond them the oldest are dropped and counted. */
  waitingMost: count.default(10_000),
});

/** What a driver process may do, and how it hands over readings. */
export type IsolationLimits = z.output<typeof isolationLimits>;

/** The limits with their defaults. Raises `isolation-invalid` with every problem. */
export function checkLimits(name: string, given: Partial<IsolationLimits> | undefined): IsolationLimits {
  const result = isolationLimits.safeParse(given ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  throw new AisleError(
    "isolation-invalid",
    `The limits of the driver process "${name}" are not valid: ${problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    { category: "usage", remedy: "Correct them as said.", problems },
  );
}
