import { type AisleError, toAisleError } from "@aisle/sdk";
import type { SerialPort } from "serialport";

/** How a serial line is set; both ends must agree, though pseudo-terminals do not care. */
export interface SerialLineOptions {
  /** 9600 unless told. */
  readonly baudRate?: number;
  /** 8 unless told. */
  readonly dataBits?: 5 | 6 | 7 | 8;
  /** none unless told. */
  readonly parity?: "none" | "even" | "odd";
  /** 1 unless told. */
  readonly stopBits?: 1 | 1.5 | 2;
}

/** An open serial path. */
export interface SerialLine {
  /** Bytes that wait to go out. */
  readonly waiting: number;
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** The path is gone; told once at most, and not after `close`. */
  onLost(listener: (error: unknown) => void): void;
  close(): Promise<void>;
}

/** How long closing may take; a close event can be lost when the other end dies (ms). */
const closeWithinMs = 1_000;

/** Opens a serial path with the package `serialport`, which is loaded now and not before. */
export async function openSerialPath(path: string, options: SerialLineOptions): Promise<SerialLine> {
  const { baudRate = 9_600, dataBits = 8, parity = "none", stopBits = 1 } = options;
  const { SerialPort } = await import("serialport");
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
  let told: ((error: unknown) => void) | undefined;
  let closing: Promise<void> | undefined;
  const lost = (error: unknown): void => {
    const tell = told;
    told = undefined;
    if (closing === undefined) tell?.(error);
  };
  // For as long as it lives: an error without a listener would end the process.
  port.on("error", lost);
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error) reject(openingError(error));
      else resolve();
    });
  });
  port.on("close", lost);
  return {
    get waiting() {
      return port.writableLength;
    },
    write: (bytes) => {
      port.write(bytes);
    },
    onData: (listener) => {
      port.on("data", listener);
    },
    onLost: (listener) => {
      told = listener;
    },
    close: () => (closing ??= close(port)),
  };
}

function close(port: SerialPort): Promise<void> {
  if (!port.isOpen) return Promise.resolve();
  return new Promise((resolve) => {
    const given = setTimeout(resolve, closeWithinMs);
    port.close(() => {
      clearTimeout(given);
      resolve();
    });
  });
}

/** The errors of `serialport` carry no code; their words begin with those of the operating system. */
function openingError(error: Error): AisleError {
  const { message } = error;
  const code = meanings.find(([words]) => words.test(message))?.[1];
  return toAisleError(code === undefined ? error : { code, message });
}

const meanings = [
  [/no such file|file not found|no such device/i, "ENOENT"],
  [/permission denied/i, "EACCES"],
  [/cannot lock|temporarily unavailable|busy|access denied/i, "EBUSY"],
] as const;
