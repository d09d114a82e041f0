import type { CancelTimer, Clock } from "@aisle/sdk";

type Done = (error?: Error | null) => void;

/** What of serialport's `SerialPort` is used. */
export interface SerialPortLike {
  readonly isOpen: boolean;
  open(done: Done): void;
  write(data: Buffer, done: (error: Error | null | undefined) => void): boolean;
  close(done: Done): void;
  destroy(): unknown;
  /** The modem's status lines: an error where there are none, or where the device is gone. */
  get(done: (error: Error | null) => void): void;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "error" | "close", listener: (error: unknown) => void): unknown;
  on(event: "end", listener: () => void): unknown;
}

/** How often a port is looked at (ms). */
const everyMs = 400;

interface Watching {
  readonly clock: Clock;
  readonly exists: () => Promise<boolean>;
  readonly onGone: (cause: unknown) => void;
}

/**
 * Looks after an open port, for serialport may lose its `close` event when the device goes away. It is gone when it is
 * no longer open, when its path is, or when its modem lines cannot be asked any more although they could before (a
 * pseudo-terminal has none). Gives what ends the watching.
 */
export function watchPort(port: SerialPortLike, { clock, exists, onGone }: Watching): () => void {
  let cancel: CancelTimer = () => undefined;
  let stopped = false;
  let hasLines = false;
  const gone = (cause: unknown): void => {
    if (stopped) return;
    stop();
    onGone(cause);
  };
  const stop = (): void => {
    stopped = true;
    cancel();
  };
  const askLines = (): void => {
    try {
      port.get((error) => {
        if (error === null) hasLines = true;
        else if (hasLines) gone(error);
      });
    } catch (thrown) {
      if (hasLines) gone(thrown);
    }
  };
  const look = (): void => {
    if (!port.isOpen) {
      gone(undefined);
      return;
    }
    askLines();
    exists().then(
      (there) => {
        if (!there) gone(undefined);
      },
      () => undefined,
    );
    schedule();
  };
  const schedule = (): void => {
    if (!stopped) cancel = clock.schedule(everyMs, look);
  };
  askLines();
  schedule();
  return stop;
}
