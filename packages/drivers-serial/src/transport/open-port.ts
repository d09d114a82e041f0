import { AisleError, toAisleError } from "@aisle/sdk";
import type { SerialPort } from "serialport";
import type { OpenPort, Port, PortListener, PortOptions } from "./port.ts";
import { saysGone, toPortError } from "./port-errors.ts";

/** Opens a port of this machine with serialport, which is loaded here and not before. */
export const openSystemPort: OpenPort = async (options, listener) => {
  const { SerialPort } = await loadSerialPort();
  const { path, baudRate, dataBits, parity, stopBits, rtscts } = options;
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, rtscts, lock: true, autoOpen: false });
  return new Promise((resolve, reject) => {
    // Before it is opened and for as long as it lives: an error without a listener would end the process.
    const open = new SystemPort(port, options, listener);
    port.open((error) => {
      if (error) reject(toPortError(error, path));
      else resolve(open);
    });
  });
};

/** The package with its native part, or an error that says what to install. */
export async function loadSerialPort(): Promise<typeof import("serialport")> {
  try {
    return await import("serialport");
  } catch (thrown) {
    const cause = toAisleError(thrown);
    throw new AisleError("module-missing", `The package serialport cannot be loaded: ${cause.message}`, {
      category: "settings",
      remedy: "Install serialport 13 for this platform and version of Node.",
      cause: thrown,
    });
  }
}

/** One serialport instance; it is used for one connection, for it cannot be opened again. */
class SystemPort implements Port {
  readonly #port: SerialPort;
  readonly #path: string;
  readonly #listener: PortListener;
  #told = false;
  #looked = false;
  #closing: Promise<void> | undefined;

  constructor(port: SerialPort, { path }: PortOptions, listener: PortListener) {
    this.#port = port;
    this.#path = path;
    this.#listener = listener;
    port.on("error", (error) => {
      // Of an open port it is the end; while it is opened, the callback of `open` tells.
      if (port.isOpen) this.#end(toPortError(error, path));
    });
    port.on("close", (error: unknown) => {
      this.#end(error === null || error === undefined ? undefined : toPortError(error, path));
    });
    port.on("end", () => {
      this.#end(toPortError("disconnected", path));
    });
    port.on("data", (bytes: Uint8Array) => {
      if (!this.#told) listener.data(bytes);
    });
    port.pause();
  }

  flow(on: boolean): void {
    if (on) this.#port.resume();
    else this.#port.pause();
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      // After it is closed serialport would wait for ever for it to be opened.
      if (this.#told || !this.#port.isOpen) {
        reject(toPortError("Port is not open", this.#path));
        return;
      }
      this.#port.write(Buffer.from(bytes), undefined, (error) => {
        if (error) reject(toPortError(error, this.#path));
        else resolve();
      });
    });
  }

  /**
   * Asks for the modem lines, which only an open port of a device that is there can tell. A pseudo terminal and some
   * adapters have none and fail from the first (ENOTTY): that says nothing, unless the failure itself says that they
   * are gone (EIO, EBADF).
   */
  look(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#port.get((error) => {
        this.#looked ||= !error;
        if (error && (this.#looked || saysGone(error))) reject(toPortError(error, this.#path));
        else resolve();
      });
    });
  }

  close(): Promise<void> {
    this.#told = true;
    this.#closing ??= new Promise((resolve) => {
      if (!this.#port.isOpen) {
        resolve();
        return;
      }
      // With an error too it is closed, as far as it can be.
      this.#port.close(() => {
        resolve();
      });
    });
    return this.#closing;
  }

  #end(cause: unknown): void {
    if (this.#told) return;
    this.#told = true;
    this.#listener.closed(cause);
  }
}
