import type { LineSettings } from "./settings.ts";

/** What to open, and how. */
export interface PortOptions extends LineSettings {
  readonly path: string;
}

/** Who hears of an open port. */
export interface PortListener {
  /** Bytes came. */
  data(bytes: Uint8Array): void;
  /** It is closed, with what went wrong where something did. Once, and nothing after it. */
  closed(cause: unknown): void;
}

/** One open serial port, as the transport uses it. */
export interface Port {
  /** Resolves when the operating system has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** Reads only while somebody listens: what comes meanwhile waits in the operating system. */
  flow(on: boolean): void;
  /** Rejects when the port is not there any more. */
  look(): Promise<void>;
  /** Lets go of it; safe to call twice, never rejects. */
  close(): Promise<void>;
}

/** Opens a port exclusively. Rejects with an `AisleError`. */
export type OpenPort = (options: PortOptions, listener: PortListener) => Promise<Port>;

/** A serial port of this machine. */
export interface PortEntry {
  /** What opens it now: `/dev/ttyUSB0`, `COM3`. On Linux it is another after replugging. */
  readonly path: string;
  /** A path that stays the same, such as `/dev/serial/by-id/…`, where the system has one. */
  readonly stablePath?: string;
  readonly vendorId?: number;
  readonly productId?: number;
  readonly serialNumber?: string;
  readonly manufacturer?: string;
  readonly product?: string;
}

/** Gives the serial ports that there are. Rejects with an `AisleError`. */
export type ListPorts = () => Promise<readonly PortEntry[]>;
