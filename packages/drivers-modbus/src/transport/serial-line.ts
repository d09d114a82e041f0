import { access } from "node:fs/promises";
import { AisleError, type OpenTransport, type TransportContext } from "@aisle/sdk";
import { Observable, Subject } from "rxjs";
import { serialError } from "./serial-errors.ts";
import { type SerialPortLike, watchPort } from "./serial-watch.ts";
import type { RtuSettings } from "./settings.ts";

/** Opens the line of a bus on a serial port. */
export type OpenSerial = (
  context: TransportContext<RtuSettings>,
) => OpenTransport<"serial"> | Promise<OpenTransport<"serial">>;

/** How a port is made, and how its path is looked for; tests have their own. */
export interface SerialParts {
  readonly create: (settings: RtuSettings) => Promise<SerialPortLike>;
  readonly exists: (path: string) => Promise<boolean>;
}

/** A port that does not say that it is closed is let go of after this (ms). */
const closeWithin = 1_000;

const real: SerialParts = {
  async create({ path, baudRate, dataBits, parity, stopBits }) {
    // Native code, loaded only when a port is opened.
    const { SerialPort } = await import("serialport");
    return new SerialPort({ path, baudRate, dataBits, parity, stopBits, lock: true, autoOpen: false });
  },
  async exists(path) {
    // What Windows calls a port is no file.
    if (process.platform === "win32") return true;
    return access(path).then(
      () => true,
      () => false,
    );
  },
};

/** Opens a serial port for this process alone. Raises `device-gone`, `device-busy`, `permission-denied`, `timeout`. */
export const openSerialLine: OpenSerial = (context) => openSerialPort(context, real);

/** The same with its parts given. */
export async function openSerialPort(
  { settings, signal, clock, log }: TransportContext<RtuSettings>,
  parts: SerialParts,
): Promise<OpenTransport<"serial">> {
  const { path } = settings;
  const port = await parts.create(settings);
  let failure: unknown;
  // For as long as it lives: an error without a listener would end the process.
  port.on("error", (error) => {
    failure = error;
  });
  await opened(port, settings, signal, clock);
  const lost = new Subject<unknown>();
  const bytes = new Subject<Uint8Array>();
  let ended = false;
  const end = (cause: unknown): void => {
    if (ended) return;
    ended = true;
    stopWatching();
    const error = serialError(cause ?? failure ?? new TypeError("the port was disconnected"), path);
    bytes.error(error);
    lost.next(error);
    lost.complete();
  };
  const stopWatching = watchPort(port, { clock, exists: () => parts.exists(path), onGone: end });
  port.on("data", (chunk) => bytes.next(chunk));
  port.on("close", end);
  port.on("end", () => end(undefined));
  let closing: Promise<void> | undefined;
  return {
    transport: {
      bytes$: new Observable((subscriber) => bytes.subscribe(subscriber)),
      write: (data) => write(port, data, path),
    },
    lost$: lost,
    close() {
      ended = true;
      stopWatching();
      closing ??= closed(port, clock).catch((thrown: unknown) => {
        log.warn(`The serial port ${path} did not close: ${serialError(thrown, path).message}`);
      });
      return closing;
    },
  };
}

function opened(
  port: SerialPortLike,
  { path, connectTimeout }: RtuSettings,
  signal: AbortSignal,
  clock: TransportContext<unknown>["clock"],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (outcome: () => void): void => {
      if (settled) return;
      settled = true;
      cancel();
      signal.removeEventListener("abort", onAbort);
      outcome();
    };
    const giveUp = (code: string, why: string): void => {
      const error = new AisleError(code, `Opening the serial port ${path} ${why}.`, {
        category: "transport",
        retryable: true,
      });
      settle(() => reject(error));
    };
    const onAbort = (): void => giveUp("aborted", "was given up");
    const cancel = clock.schedule(connectTimeout, () => giveUp("timeout", `took over ${connectTimeout} ms`));
    signal.addEventListener("abort", onAbort);
    port.open((error) => {
      // It opened after all, and nobody waits for it: the next try must find it free.
      if (settled) void closed(port, clock).catch(() => undefined);
      else if (error === null || error === undefined) settle(resolve);
      else settle(() => reject(serialError(error, path)));
    });
    if (signal.aborted) onAbort();
  });
}

function write(port: SerialPortLike, data: Uint8Array, path: string): Promise<void> {
  const writing = new Promise<void>((resolve, reject) => {
    port.write(Buffer.from(data), (error) => {
      if (error === null || error === undefined) resolve();
      else reject(serialError(error, path));
    });
  });
  // The loss of the port tells of it anyway.
  writing.catch(() => undefined);
  return writing;
}

function closed(port: SerialPortLike, clock: TransportContext<unknown>["clock"]): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      cancel();
      // What was never read, and the listeners inside, go with it; it cannot be used again.
      port.destroy();
      resolve();
    };
    const cancel = clock.schedule(closeWithin, finish);
    if (!port.isOpen) {
      finish();
      return;
    }
    port.close((error) => {
      finish();
      if (error !== null && error !== undefined) reject(error);
    });
  });
}
