import type { HostMessage } from "../protocol/messages.ts";

/** How a process came to its end. */
export type ChildEnd =
  | { readonly code: number | null; readonly signal: string | null }
  /** It could not be started at all. */
  | { readonly thrown: unknown };

/** What a host hears of one process. */
export interface ChildEvents {
  /** A message, not looked at yet. */
  message(value: unknown): void;
  /** Something it wrote to its standard output or error. */
  output(text: string): void;
  /** It is gone; said once. Nothing comes after it. */
  ended(end: ChildEnd): void;
}

/** One running process. */
export interface ChildLink {
  readonly pid: number | undefined;
  /** Does nothing when it is gone; throws what a structured clone throws when the message is no plain data. */
  send(message: HostMessage): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/** Starts a process that runs the child's program. Never throws: a failure is its end. */
export type SpawnChild = (events: ChildEvents, options: { readonly heapMb: number }) => ChildLink;
