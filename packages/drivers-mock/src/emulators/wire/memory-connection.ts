import { AisleError, type Clock, FanOut, type Logger, type OpenTransport, toAisleError } from "@aisle/sdk";
import { Subject, tap } from "rxjs";
import type { ByteConnection, ByteDevice, ByteLine } from "./devices.ts";
import { createPipe } from "./pipe.ts";

/** More bytes than this under way in one direction: the client does not read, or writes without end. */
const mostWaiting = 1_048_576;

/** A connection to a device in memory, and how its listener ends it. */
export interface MemoryConnection {
  readonly open: OpenTransport<"tcp">;
  hangUp(): void;
}

/** Where a connection leads, and what it tells. */
export interface MemoryConnectionOptions {
  readonly clock: Clock;
  /** Milliseconds each way. */
  readonly latency: number;
  readonly log: Logger;
  readonly onEnd: () => void;
}

const end = Symbol("end");

/**
 * Connects to a device in memory; the counterpart of what `tcp` of the sdk opens. Nothing where the device hangs up
 * while it is being connected: it refuses.
 */
export function connectInMemory(device: ByteDevice, options: MemoryConnectionOptions): MemoryConnection | undefined {
  const { clock, latency, log, onEnd } = options;
  const lost = new Subject<unknown>();
  const arrived = new FanOut<Uint8Array>((thrown) => {
    log.error(`A driver failed on the bytes of its connection: ${toAisleError(thrown).message}`);
    finish(toAisleError(thrown));
  });
  let connection: ByteConnection | undefined;
  let state: "open" | "ending" | "ended" = "open";
  let listeners = 0;
  let waitingDown = 0;
  let waitingUp = 0;
  /** What has come before anybody listens. */
  let unread: Uint8Array[] = [];

  const down = createPipe<Uint8Array | typeof end>(clock, (item) => {
    if (item === end) finish(undefined);
    else {
      unread.push(item);
      read();
    }
  });
  const up = createPipe<Uint8Array>(clock, (bytes) => {
    receive(bytes);
  });
  const read = (): void => {
    while (listeners > 0 && state !== "ended") {
      const bytes = unread.shift();
      if (bytes === undefined) return;
      waitingDown -= bytes.length;
      arrived.emit(bytes);
    }
  };
  const receive = (bytes: Uint8Array): void => {
    waitingUp -= bytes.length;
    if (state === "open") guard(() => connection?.receive(bytes));
  };
  const guard = (call: () => void): void => {
    try {
      call();
    } catch (thrown) {
      const error = toAisleError(thrown);
      log.error(`An emulated device failed: ${error.message}`, { code: error.code });
      finish(error);
    }
  };
  const finish = (cause: unknown): void => {
    if (state === "ended") return;
    // What was handed over has been sent, as with a socket.
    const sent = state === "open" ? up.drain() : [];
    state = "ended";
    up.drain();
    down.drain();
    stopReading();
    for (const bytes of sent) guard(() => connection?.receive(bytes));
    guard(() => connection?.close());
    unread = [];
    onEnd();
    lost.next(cause);
    lost.complete();
    arrived.complete();
  };
  let stopReading = (): void => undefined;

  // What the compiler takes for settled, calls into the device may have changed.
  const isOpen = (): boolean => state === "open";
  const isEnded = (): boolean => state === "ended";

  const line: ByteLine = {
    send(bytes) {
      if (state !== "open") return;
      waitingDown += bytes.length;
      if (waitingDown > mostWaiting) finish(gone("The client did not read: over 1 MiB waited for it."));
      else down.put(new Uint8Array(bytes), latency);
    },
    hangUp() {
      if (state !== "open") return;
      state = "ending";
      down.put(end, latency);
    },
  };
  guard(() => {
    connection = device.connect(line);
    // It was too much for this client already, before there was anything to close.
    if (isEnded()) connection.close();
  });
  if (!isOpen()) {
    finish(undefined);
    return undefined;
  }

  const bytes$ = arrived.observable.pipe(
    tap({
      subscribe: () => {
        listeners += 1;
        stopReading();
        if (unread.length > 0) stopReading = clock.schedule(0, read);
      },
      finalize: () => {
        listeners -= 1;
      },
    }),
  );
  return {
    hangUp: () => {
      line.hangUp();
    },
    open: {
      transport: {
        bytes$,
        async write(bytes, writeOptions) {
          if (writeOptions?.signal?.aborted === true) {
            throw new AisleError("aborted", "The write was given up before it began.", { category: "transport" });
          }
          if (state === "ended") throw gone("The connection is closed.");
          if (waitingUp + bytes.length > mostWaiting) throw congested();
          waitingUp += bytes.length;
          up.put(new Uint8Array(bytes), latency);
        },
      },
      lost$: lost,
      close: () => {
        finish(undefined);
      },
    },
  };
}

function gone(message: string): AisleError {
  return new AisleError("device-gone", message, {
    category: "transport",
    retryable: true,
    remedy: "Open the connection again.",
  });
}

function congested(): AisleError {
  return new AisleError("transport-congested", "Over 1 MiB waits to go out to the device.", {
    category: "transport",
    retryable: true,
    remedy: "Await each write before the next, or send less.",
  });
}
