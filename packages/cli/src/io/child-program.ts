import { fork } from "node:child_process";
import { createInterface } from "node:readline";

/** Another run of this same program. */
export interface ChildProgram {
  /** Its lines on stdout, from now on. */
  onLine(listener: (line: string) => void): void;
  /** Tells once that it has ended, with its exit code, or the signal that ended it. */
  onEnd(listener: (end: number | string) => void): void;
  /** Ends it, at the latest after a second with force. Resolves when it is gone. */
  end(): Promise<void>;
}

/** So long, in milliseconds, it may take to end by itself. */
const endWithin = 1_000;

/**
 * Starts this program once more with other words. What it says on stderr goes to ours; it ends with this process however
 * that ends, for it hears when the channel between them breaks.
 */
export function startSelf(words: readonly string[]): ChildProgram {
  const program = process.argv[1] ?? "";
  // In a group of its own: Ctrl-C in the terminal is for us, and we end it when its devices have been let go of.
  const child = fork(program, words, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  let end: number | string | undefined;
  const ended = new Promise<void>((resolve) => {
    const over = (how: number | string): void => {
      end ??= how;
      resolve();
    };
    child.on("exit", (code, signal) => over(code ?? signal ?? "unknown"));
    child.on("error", (error) => {
      // Also said of a signal that could not be sent; only a process that never was has no number.
      if (child.pid === undefined) over(error.message);
    });
  });
  child.stdout?.on("error", () => undefined);
  return {
    onLine(listener) {
      if (child.stdout !== null) createInterface({ input: child.stdout }).on("line", listener);
    },
    onEnd(listener) {
      void ended.then(() => listener(end ?? "unknown"));
    },
    async end() {
      if (end !== undefined) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), endWithin);
      await ended;
      clearTimeout(force);
    },
  };
}
