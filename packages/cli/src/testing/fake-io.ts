import { VirtualClock } from "@aisle/sdk";
import type { CliIo, CliOutput, Interrupt } from "../io/io.ts";

/** An output that remembers what was written to it. */
export interface FakeOutput extends CliOutput {
  readonly text: string;
  readonly lines: readonly string[];
  size: { columns: number; rows: number };
  keepsUp: boolean;
  resize(columns: number, rows: number): void;
  /** The reader goes away. */
  closeReader(): void;
}

/** A process that is none. */
export interface FakeIo extends CliIo {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly clock: VirtualClock;
  /** Codes of immediate exits, in order. */
  readonly exits: readonly number[];
  interrupt(interrupt: Interrupt): void;
  /** Runs what is to run on the way out. */
  leave(): void;
  /** How many handlers are registered; 0 once a command has ended. */
  readonly handlers: number;
}

export function fakeIo(options: { tty?: boolean; env?: Record<string, string>; cwd?: string } = {}): FakeIo {
  const interrupts = new Set<(interrupt: Interrupt) => void>();
  const leavers = new Set<() => void>();
  const exits: number[] = [];
  return {
    stdout: fakeOutput(options.tty ?? false),
    stderr: fakeOutput(options.tty ?? false),
    env: options.env ?? {},
    cwd: options.cwd ?? "/",
    clock: new VirtualClock(0),
    exits,
    onInterrupt: (listener) => register(interrupts, listener),
    onParentGone: () => () => undefined,
    onExit: (listener) => register(leavers, listener),
    startSelf: () => {
      throw new TypeError("a fake process starts no other");
    },
    exit: (code) => void exits.push(code),
    interrupt: (interrupt) => {
      for (const listener of interrupts) listener(interrupt);
    },
    leave: () => {
      for (const listener of leavers) listener();
    },
    get handlers() {
      return interrupts.size + leavers.size;
    },
  };
}

function fakeOutput(isTTY: boolean): FakeOutput {
  const resized = new Set<() => void>();
  const closed = new Set<() => void>();
  let text = "";
  return {
    isTTY,
    size: { columns: 80, rows: 24 },
    get columns() {
      return this.size.columns;
    },
    get rows() {
      return this.size.rows;
    },
    keepsUp: true,
    write: (piece) => {
      text += piece;
    },
    onResize: (listener) => register(resized, listener),
    onClosed: (listener) => register(closed, listener),
    get text() {
      return text;
    },
    get lines() {
      return text.split("\n").slice(0, -1);
    },
    resize(columns, rows) {
      this.size = { columns, rows };
      for (const listener of resized) listener();
    },
    closeReader: () => {
      for (const listener of closed) listener();
    },
  };
}

function register<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
