import { createConnection, type Socket } from "node:net";
import { Subject } from "rxjs";
import { z } from "zod";
import { AisleError } from "../errors/aisle-error.ts";
import { toAisleError } from "../errors/normalise.ts";
import { GuardedObservable } from "../hub/guarded-observable.ts";
import type { Clock } from "../time/clock.ts";
import { defineTransport, type OpenTransport } from "./define-transport.ts";
import type { ByteTransport } from "./transports.ts";

const tcpSettings = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  port: z.number().int().min(1).max(65_535),
  /** Milliseconds until a connection must stand. */
  connectTimeout: z.number().int().positive().max(600_000).default(5_000),
});

/** Settings of the `tcp` transport: `host` (127.0.0.1 unless told), `port`, `connectTimeout` in ms (5000 unless told). */
export type TcpSettings = z.output<typeof tcpSettings>;

/** How long a connection is silent before the operating system asks whether the other side is still there (ms). */
const keepAliveMs = 10_000;
/** More bytes than this waiting to go out: the other side does not take them. */
const mostWaiting = 1_048_576;

/**
 * The `tcp` transport: one connection to `host`:`port` with keepalive and without Nagle's delay.
 * Opening raises `unreachable`, `timeout` and what `toAisleError` makes of a socket's errors;
 * writing raises `transport-congested` when over 1 MiB waits to go out, and `device-gone` when it is closed.
 */
export const tcp = defineTransport({
  transport: "tcp",
  settings: tcpSettings,
  async open({ settings, signal, clock, log }): Promise<OpenTransport<"tcp">> {
    const socket = await connect(settings, signal, clock);
    socket.setNoDelay(true).setKeepAlive(true, keepAliveMs);
    const lost = new Subject<unknown>();
    let failure: unknown;
    // For as long as it lives: a socket's error without a listener would end the process.
    socket.on("error", (error) => {
      failure = error;
    });
    socket.on("close", () => {
      lost.next(failure);
      lost.complete();
    });
    const closed = new Promise<void>((resolve) => {
      socket.once("close", () => {
        resolve();
      });
    });
    return {
      transport: byteTransport(socket, (thrown) => {
        log.error(`A driver failed on the bytes of its connection: ${toAisleError(thrown).message}`);
        socket.destroy(toAisleError(thrown));
      }),
      lost$: lost,
      close: () => {
        socket.destroy();
        return closed;
      },
    };
  },
});

function connect({ host, port, connectTimeout }: TcpSettings, signal: AbortSignal, clock: Clock): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    const settle = (outcome: () => void): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      socket.removeListener("error", onError);
      outcome();
    };
    const fail = (error: unknown): void => {
      settle(() => {
        socket.on("error", () => undefined).destroy();
        reject(toAisleError(error));
      });
    };
    const onError = (error: Error): void => {
      fail(error);
    };
    const onAbort = (): void => {
      fail(
        new AisleError("aborted", `Connecting to ${host}:${port} was given up.`, {
          category: "transport",
          retryable: true,
        }),
      );
    };
    const cancel = clock.schedule(connectTimeout, () => {
      fail(
        new AisleError("timeout", `Nobody answered at ${host}:${port} within ${connectTimeout} ms.`, {
          category: "transport",
          retryable: true,
          remedy: "Check the address, the cable and that the device is powered.",
        }),
      );
    });
    signal.addEventListener("abort", onAbort);
    socket.once("error", onError);
    socket.once("connect", () => {
      settle(() => {
        resolve(socket);
      });
    });
    if (signal.aborted) onAbort();
  });
}

function byteTransport(socket: Socket, onSubscriberError: (thrown: unknown) => void): ByteTransport {
  return {
    // Not read before somebody listens: what comes until then waits in the socket, and nothing is dropped.
    bytes$: new GuardedObservable<Uint8Array>(onSubscriberError, (subscriber) => {
      const onData = (chunk: Buffer): void => {
        subscriber.next(chunk);
      };
      const onError = (error: Error): void => {
        subscriber.error(toAisleError(error));
      };
      const onClose = (): void => {
        subscriber.complete();
      };
      if (socket.destroyed) onClose();
      socket.on("error", onError).on("close", onClose).on("data", onData);
      // Paused when the last listener went, it does not flow again by itself.
      socket.resume();
      return () => {
        socket.off("error", onError).off("close", onClose).off("data", onData);
        if (socket.listenerCount("data") === 0) socket.pause();
      };
    }),
    write: (bytes, options) => write(socket, bytes, options?.signal),
  };
}

function write(socket: Socket, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
  const writing = new Promise<void>((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new AisleError("aborted", "The write was given up before it began.", { category: "transport" }));
      return;
    }
    if (socket.writableLength + bytes.length > mostWaiting) {
      reject(
        new AisleError("transport-congested", "The device does not take what is sent: over 1 MiB waits to go out.", {
          category: "transport",
          retryable: true,
          remedy: "Await each write before the next, or send less.",
        }),
      );
      return;
    }
    socket.write(bytes, (error) => {
      if (error) reject(toAisleError(error));
      else resolve();
    });
  });
  // A driver that forgets to await must not end the process; the loss of the connection tells of it anyway.
  writing.catch(() => undefined);
  return writing;
}
