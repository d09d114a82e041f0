import { systemClock } from "@aisle/sdk";
import { startSelf } from "./child-program.ts";
import { exitCodes } from "./exit-codes.ts";
import type { CliIo, CliOutput, Interrupt } from "./io.ts";
import { errorLines } from "./print-error.ts";

/** More than this waiting in the process means that the reader does not keep up. */
const behindBytes = 256 * 1024;

/** So long, in milliseconds, the same Ctrl-C may still come again. */
const echoWithin = 150;

/** The process as the command line sees it. Registers its handlers at once, so call it once. */
export function processIo(): CliIo {
  const exits = new Set<() => void>();
  const interrupts = new Set<(interrupt: Interrupt) => void>();
  const leave = (): void => {
    for (const listener of exits) listener();
  };
  process.on("exit", leave);
  // One Ctrl-C may reach us several times, from the terminal and from npm. The later ones must not kill a process that
  // is already ending with its own exit code: so the handler stays, and so does the process, for a moment.
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      setTimeout(() => undefined, echoWithin);
      for (const listener of interrupts) listener(name);
    });
  }
  // The terminal is put back before the fault is printed: on the alternate screen nobody would see it.
  process.on("uncaughtException", (error) => {
    leave();
    process.stderr.write(`${errorLines(error).join("\n")}\n`);
    process.exit(exitCodes.failed);
  });
  return {
    stdout: processOutput(process.stdout),
    stderr: processOutput(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock,
    onInterrupt: (listener) => register(interrupts, listener),
    onParentGone: (listener) => {
      process.once("disconnect", listener);
      return () => void process.off("disconnect", listener);
    },
    onExit: (listener) => register(exits, listener),
    startSelf,
    exit: (code) => process.exit(code),
  };
}

function processOutput(stream: NodeJS.WriteStream): CliOutput {
  const closed = new Set<() => void>();
  let open = true;
  // A reader that went away is no error of ours: `aisle … | head` ends quietly.
  stream.on("error", () => {
    open = false;
    for (const listener of closed) listener();
    closed.clear();
  });
  return {
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    write(text) {
      if (open) stream.write(text);
    },
    get keepsUp() {
      return stream.writableLength < behindBytes;
    },
    onResize(listener) {
      stream.on("resize", listener);
      return () => void stream.off("resize", listener);
    },
    onClosed: (listener) => register(closed, listener),
  };
}

function register<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
