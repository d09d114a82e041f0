import type { Observable } from "rxjs";
import type { DeviceFacts } from "./discovery.ts";

/** A stream of bytes both ways: a TCP connection, a serial line. */
export interface ByteTransport {
  /** Chunks as they come, cut anywhere. Its error or completion is the loss of the connection. */
  readonly bytes$: Observable<Uint8Array>;
  /** Resolves when the bytes have been handed to the operating system. */
  write(bytes: Uint8Array, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** What the transport knows of the device without asking it, such as `manufacturer` and `serialNumber` of a USB one. */
  readonly facts?: DeviceFacts;
}

/** One USB HID device. */
export interface HidTransport {
  /** Input reports, the report id first where the device uses ids. */
  readonly reports$: Observable<Uint8Array>;
  write(report: Uint8Array): Promise<void>;
  getFeatureReport(id: number, length: number): Promise<Uint8Array>;
  /** What the transport knows of the device without asking it. */
  readonly facts?: DeviceFacts;
}

/** One Modbus bus, shared by every unit on it. Each call is one request with its unit, never mixed with another. */
export interface ModbusTransport {
  readHoldingRegisters(unit: number, address: number, count: number, signal?: AbortSignal): Promise<Uint16Array>;
  readInputRegisters(unit: number, address: number, count: number, signal?: AbortSignal): Promise<Uint16Array>;
  readCoils(unit: number, address: number, count: number, signal?: AbortSignal): Promise<readonly boolean[]>;
  readDiscreteInputs(unit: number, address: number, count: number, signal?: AbortSignal): Promise<readonly boolean[]>;
  writeRegisters(unit: number, address: number, values: Uint16Array, signal?: AbortSignal): Promise<void>;
  writeCoils(unit: number, address: number, values: readonly boolean[], signal?: AbortSignal): Promise<void>;
}

/** Requests to one HTTP device. Paths are relative to the device's address. */
export interface HttpTransport {
  request(
    path: string,
    options?: {
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
      readonly signal?: AbortSignal;
    },
  ): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  }>;
}

/**
 * Every way to reach a device, by name. A driver names one and gets it opened; it never opens a port itself.
 * A package adds one by declaration merging, and supplies it with `defineTransport`.
 */
export interface Transports {
  tcp: ByteTransport;
  serial: ByteTransport;
  hid: HidTransport;
  modbus: ModbusTransport;
  http: HttpTransport;
  /** For devices that live inside the process. */
  none: undefined;
}

export type TransportName = Extract<keyof Transports, string>;
