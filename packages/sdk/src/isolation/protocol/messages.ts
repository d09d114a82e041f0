import type { Liveness } from "../../drivers/define-driver.ts";
import type { ErrorRecord } from "../../errors/error-record.ts";
import type { StatusReason } from "../../status/status.ts";
import type { BatchSettings } from "./batch-settings.ts";
import type { PackedReadings } from "./pack-readings.ts";

/** Raised with every change of a message. Both sides come from one package, unless that was updated under a running host. */
export const protocolVersion = 1;

/** What one call asks of an open device. */
export type CallOf =
  | { readonly what: "command"; readonly name: string; readonly input: unknown; readonly key: string }
  | { readonly what: "probe" }
  | { readonly what: "readClock" };

/** What the host tells a driver process. Numbers name things of this process only; settings are packed (`packSettings`). */
export type HostMessage =
  | {
      readonly type: "start";
      readonly version: number;
      /** URLs of the modules to import. */
      readonly modules: readonly string[];
      readonly batch: BatchSettings;
    }
  /** Are these settings valid? The answer is an `outcome`. */
  | {
      readonly type: "check";
      readonly call: number;
      readonly of: "driver" | "transport";
      readonly name: string;
      readonly settings: unknown;
    }
  | {
      readonly type: "open-transport";
      readonly id: number;
      readonly transport: string;
      readonly settings: unknown;
    }
  | {
      readonly type: "open-device";
      readonly id: number;
      readonly device: string;
      readonly driver: string;
      readonly settings: unknown;
      /** Number of its open transport; absent where the driver needs none. */
      readonly over?: number;
    }
  /** Somebody listens to the device's readings from now on. */
  | { readonly type: "listen"; readonly id: number }
  | ({ readonly type: "call"; readonly id: number; readonly call: number } & CallOf)
  | { readonly type: "abort"; readonly call: number }
  | { readonly type: "close"; readonly id: number }
  /** Batches up to this number were taken. */
  | { readonly type: "ack"; readonly batch: number }
  | { readonly type: "ping" }
  /** Let go of everything and exit. */
  | { readonly type: "end" };

/** A driver as the process found it. */
export interface FoundDriver {
  readonly id: string;
  readonly kind: string;
  readonly transport: string;
  readonly commandsAtOnce?: number;
  /** URL of the module that has it. */
  readonly module: string;
}

/** What an open device can be asked for. */
export interface OpenedDevice {
  readonly info: Readonly<Record<string, unknown>>;
  readonly liveness: Liveness;
  readonly commands: readonly string[];
  readonly probe: boolean;
  readonly readClock: boolean;
}

/** Readings of several devices in order. */
export interface Batch extends PackedReadings {
  readonly type: "batch";
  /** Counted from 1. */
  readonly number: number;
  /** Number of the device of each. */
  readonly ids: readonly number[];
  /** Number of a device and how many of its readings were dropped since the last batch. */
  readonly dropped?: readonly (readonly [number, number])[];
}

/** What a driver process tells the host. */
export type ChildMessage =
  | { readonly type: "ready"; readonly version: number; readonly drivers: readonly FoundDriver[] }
  /** Its modules cannot be used; it exits. */
  | { readonly type: "refused"; readonly error: ErrorRecord }
  | { readonly type: "opened"; readonly id: number; readonly device?: OpenedDevice }
  /** It could not be opened, or is lost; it still has to be closed. */
  | { readonly type: "lost"; readonly id: number; readonly error: ErrorRecord }
  | { readonly type: "closed"; readonly id: number }
  | { readonly type: "outcome"; readonly call: number; readonly output?: unknown; readonly error?: ErrorRecord }
  | { readonly type: "report"; readonly id: number; readonly reason?: StatusReason }
  | {
      readonly type: "log";
      readonly id: number;
      readonly level: "debug" | "info" | "warn" | "error";
      readonly message: string;
      readonly fields?: Readonly<Record<string, string | number | boolean>>;
    }
  | Batch
  | { readonly type: "pong"; readonly rssBytes: number }
  /** The last word of a process in which something was thrown that nobody caught. */
  | { readonly type: "fatal"; readonly error: ErrorRecord };
