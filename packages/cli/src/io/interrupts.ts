import type { Clock } from "@aisle/sdk";
import { interruptExitCode } from "./exit-codes.ts";
import type { CliIo, Interrupt } from "./io.ts";

/** Watches for Ctrl-C and SIGTERM while a command works. */
export interface Interrupts {
  /** Aborted by the first interrupt, so that the command can close cleanly. */
  readonly signal: AbortSignal;
  readonly cause: Interrupt | undefined;
  dispose(): void;
}

/** Interrupts closer together than this, in milliseconds, are one: npm passes on a Ctrl-C that came from the terminal too. */
const oneKeyPress = 300;

/** The first interrupt aborts `signal`; a later one ends the process at once. */
export function watchInterrupts(io: CliIo): Interrupts {
  const controller = new AbortController();
  let cause: Interrupt | undefined;
  let firstAt = 0;
  const dispose = io.onInterrupt((interrupt) => {
    if (cause !== undefined) {
      if (Math.abs(io.clock.now() - firstAt) >= oneKeyPress) io.exit(interruptExitCode(interrupt));
      return;
    }
    firstAt = io.clock.now();
    cause = interrupt;
    controller.abort();
  });
  return {
    signal: controller.signal,
    get cause() {
      return cause;
    },
    dispose,
  };
}

/** Whether `work` was over within `milliseconds` of `clock`. An error of `work` is thrown. */
export function doneWithin(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(milliseconds, () => resolve(false));
    work.finally(cancel).then(() => resolve(true), reject);
  });
}
