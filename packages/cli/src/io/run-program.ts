import type { CliIo } from "./io.ts";
import { processIo } from "./process-io.ts";

/** So long, in milliseconds, something may go on after all is closed. */
const linger = 200;

/** Runs `main` as this process: with its words, and its exit code is the process's. */
export async function runProgram(
  main: (words: readonly string[], io: CliIo) => Promise<number>,
  words: readonly string[],
): Promise<void> {
  // Not process.exit at once: what was written to a pipe still has to get there.
  process.exitCode = await main(words, processIo());
  // A device that does not let go must not keep the process alive.
  setTimeout(() => process.exit(), linger).unref();
}
