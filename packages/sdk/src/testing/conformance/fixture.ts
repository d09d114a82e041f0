import type { OperatorFunction } from "rxjs";
import type { CommandInput, CommandName, DeviceKind } from "../../devices/kinds.ts";
import type { DriverReading } from "../../readings/reading.ts";
import type { TransportName, Transports } from "../../transports/transports.ts";
import type { FakeByteTransport } from "../fake-byte-transport.ts";
import type { FakeHidTransport } from "../fake-hid-transport.ts";
import type { FakeHttpTransport } from "../fake-http-transport.ts";
import type { FakeModbusTransport } from "../fake-modbus-transport.ts";

/** The fakes of the transports that have one. */
interface Fakes {
  tcp: FakeByteTransport;
  serial: FakeByteTransport;
  hid: FakeHidTransport;
  modbus: FakeModbusTransport;
  http: FakeHttpTransport;
}

/** What stands for the hardware on a transport; on one without a fake of ours, the transport itself. */
export type FakeOf<T extends TransportName> = T extends keyof Fakes ? Fakes[T] : Transports[T];

/** One thing that the hardware says, and what the driver must make of it. It must hold whenever it is said. */
export type ConformanceFrame<K extends DeviceKind, T extends TransportName> = {
  /** What must come out, in order; empty for a heartbeat. `at` is not compared: the hub puts it right. */
  readonly readings: readonly DriverReading<K>[];
} & (
  | {
      /** One whole frame on `tcp` and `serial`, one report on `hid`. A string goes out as UTF-8. */
      readonly bytes: Uint8Array | string;
    }
  | {
      /** Anything else that makes the hardware say it: registers of a Modbus unit, an answer to an HTTP request. */
      readonly act: (hardware: FakeOf<T>) => void;
    }
);

/** One command that the driver knows. */
export type ConformanceCommand<K extends DeviceKind> = {
  [C in CommandName<K>]: {
    readonly name: C;
    readonly input: CommandInput<K, C>;
    /** What must have been written by then, on `tcp` and `serial`; a string stands for its UTF-8. */
    readonly written?: Uint8Array | string;
  };
}[CommandName<K>];

/** Id of the device that the kit opens, for hardware that has to know whom it speaks to. */
export const conformanceDevice = "conformance-1";

/** What the conformance kit has to know about the hardware to try a driver on it. Paths may be `file:` URLs. */
export interface ConformanceFixture<K extends DeviceKind = DeviceKind, T extends TransportName = TransportName> {
  /** The `package.json` with the manifest. Needed for bronze. */
  readonly manifest?: string | URL;
  /** Settings that are right. */
  readonly settings: unknown;
  /** Settings that must be refused, beside those with a key that does not exist. */
  readonly invalidSettings?: readonly unknown[];
  /** Makes the fake that stands for the hardware; called for every check anew. */
  readonly transport: () => FakeOf<T>;
  readonly frames: readonly ConformanceFrame<K, T>[];
  /** Virtual milliseconds until a frame's readings are there, for a driver that polls. 0 unless told. */
  readonly pace?: number;
  /**
   * What the hardware answers to what is written, on `tcp`, `serial` and `hid`: greetings, probes and commands.
   * One write is one call.
   */
  readonly answer?: (written: Uint8Array) => Uint8Array | string | undefined;
  /** One example of every command. */
  readonly commands?: readonly ConformanceCommand<K>[];
  /** A capture of the real hardware, made with `captureTransport`. Needed for gold. */
  readonly capture?: string | URL;
  /** The driver's parser: bytes cut anywhere (on `hid`, whole reports) in, whatever it makes of them out. Needed for gold. */
  readonly parser?: OperatorFunction<Uint8Array, unknown>;
  /** The page that explains every setting. Needed for gold. */
  readonly docs?: string | URL;
}
