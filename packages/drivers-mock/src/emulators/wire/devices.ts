import type { DeviceFacts } from "@aisle/sdk";

/** A device at the end of a wire that carries bytes, whatever the wire is: TCP, a serial path, or memory. */
export interface ByteDevice {
  /**
   * Somebody has connected. `send` puts bytes on their wire, `hangUp` ends their connection; a device that hangs up
   * in here refuses them. Several may be connected at once where the device allows it.
   */
  connect(line: ByteLine): ByteConnection;
  /**
   * Hears when the device is unplugged (false) and plugged in again (true); what it gives stops that. A wire that can
   * lets nobody connect meanwhile; where it cannot, `connect` refuses them.
   */
  onPlug?(listener: (plugged: boolean) => void): () => void;
}

/** One connection as the device sees it. Once it has ended, both do nothing. */
export interface ByteLine {
  /** The bytes are taken at once: the device may use its buffer again. */
  send(bytes: Uint8Array): void;
  /** Ends the connection, after what was sent before. */
  hangUp(): void;
}

/** One connection as the wire sees it. */
export interface ByteConnection {
  /** The other side has sent this, cut anywhere. Not called any more once the connection has ended. */
  receive(bytes: Uint8Array): void;
  /**
   * The connection is gone, whoever ended it; nothing may be sent any more, and no timer of it may be left. Called
   * exactly once, also after the device itself has hung up.
   */
  close(): void;
}

/** A HID device: reports instead of bytes. */
export interface HidDevice {
  /** What an operating system would know of it. */
  readonly facts: DeviceFacts;
  connect(line: HidLine): HidConnection;
}

/** One connection as the HID device sees it; input reports, the report id first where it uses ids. */
export interface HidLine {
  send(report: Uint8Array): void;
}

/** One connection as the wire sees it. */
export interface HidConnection {
  /** An output report, the report id first. */
  receive(report: Uint8Array): void;
  /** A feature report with its id first, or nothing where the device has none of that id. At most 4,093 bytes. */
  feature(id: number, length: number): Uint8Array | undefined;
  /** The connection is gone. Called exactly once. */
  close(): void;
}

/** The four tables of a Modbus unit. */
export type ModbusTable = "holding" | "input" | "coils" | "discrete";

/**
 * One unit on a Modbus bus. Addresses are the protocol's, from 0; address and count together never go beyond 65,536.
 * Values are 16-bit words, or 0 and 1 of coils and discrete inputs. Both raise an `AisleError` with the code
 * `modbus-illegal-address` or `modbus-illegal-value` (Modbus Application Protocol v1.1b3, section 7) where the unit
 * has nothing there; whatever else they raise is told as a device failure.
 */
export interface ModbusUnit {
  /** As many values as asked for, all of one moment. */
  read(table: ModbusTable, address: number, count: number): readonly number[];
  /** Values of one request, which take effect together or not at all. */
  write(table: "holding" | "coils", address: number, values: readonly number[]): void;
}
