import type { Clock } from "@aisle/sdk";
import type { ChildProgram } from "./child-program.ts";

/** One of the two places the command line writes to. */
export interface CliOutput {
  readonly isTTY: boolean;
  /** Size of the terminal in characters; 80 × 24 where it is none. */
  readonly columns: number;
  readonly rows: number;
  /** Nothing happens once the reader has gone. */
  write(text: string): void;
  /** Whether the reader keeps up. A view that redraws skips a frame while it does not. */
  readonly keepsUp: boolean;
  /** Tells of a new size; call what it gives to hear no more. */
  onResize(listener: () => void): () => void;
  /** Tells once that the reader has gone (a broken pipe). */
  onClosed(listener: () => void): () => void;
}

/** What ends a program from outside. */
export type Interrupt = "SIGINT" | "SIGTERM";

/** Everything the command line asks of the process it runs in, so that a test needs none. */
export interface CliIo {
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Real time: pace, progress and deadlines of the command line itself. */
  readonly clock: Clock;
  onInterrupt(listener: (interrupt: Interrupt) => void): () => void;
  /** Tells once that the program which started this one with `startSelf` is gone. */
  onParentGone(listener: () => void): () => void;
  /** Runs on every way out of the process, errors included: puts the terminal back. */
  onExit(listener: () => void): () => void;
  /** Starts this program once more, with these words. */
  startSelf(words: readonly string[]): ChildProgram;
  /** Ends at once, without waiting for anything. */
  exit(code: number): void;
}
