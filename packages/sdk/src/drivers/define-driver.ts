import type { Observable } from "rxjs";
import type { CommandInput, CommandName, CommandOutput, DeviceKind } from "../devices/kinds.ts";
import type { Logger } from "../hub/log.ts";
import type { DriverReading } from "../readings/reading.ts";
import type { StatusReason } from "../status/status.ts";
import type { Clock } from "../time/clock.ts";
import type { TransportName, Transports } from "../transports/transports.ts";
import type { SettingsSchema } from "./settings-schema.ts";

/** What is known about the thing itself. */
export interface DeviceInfo {
  readonly maker?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly firmware?: string;
}

/** What a command of a driver gets beside its input. */
export interface CommandContext {
  /** Aborted at the deadline, by the caller, or when the device is lost. */
  readonly signal: AbortSignal;
  /** The same key means the same wish: hardware that can tell them apart must not act twice. */
  readonly key: string;
}

/** What a driver gets when its device is opened. */
export interface DriverContext<T extends TransportName, S> {
  /** Id of the device in the store. */
  readonly device: string;
  /** The settings, checked against the driver's schema. */
  readonly settings: S;
  /** The open transport that the driver named. */
  readonly transport: Transports[T];
  /** Aborted when the hub gives up on this connection: let go of everything. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
  /** Says that the device works but not well (`degraded`), or well again with `undefined`. */
  readonly report: (reason: StatusReason | undefined) => void;
}

/** An open device, as its driver hands it to the hub. */
export interface OpenDevice<K extends DeviceKind> {
  readonly info?: DeviceInfo;
  /** What the device says. Its error or completion means that the device is lost; the hub connects again. */
  readonly readings: Observable<DriverReading<K>>;
  /**
   * Asks the device what time it has, in ms since the epoch: for one whose readings say `at` by its own clock. The hub
   * asks after opening and every minute, measures how far that clock is off, and puts `at` right.
   */
  readonly readClock?: (signal: AbortSignal) => Promise<number>;
  /** Resolves when the device answers. Needed for `liveness: { probe: … }`. */
  readonly probe?: (signal: AbortSignal) => Promise<unknown>;
  /**
   * What the device can be told; a command that is missing is refused. Throw an `AisleError` of category `device`,
   * `input`, `settings` or `usage` when the device certainly did not do it: its outcome is `refused`. Whatever else
   * is thrown makes it `unknown`.
   */
  readonly commands?: {
    readonly [C in CommandName<K>]?: (
      input: CommandInput<K, C>,
      context: CommandContext,
    ) => CommandOutput<K, C> | Promise<CommandOutput<K, C>>;
  };
  /** Lets go of what `signal` does not; safe to call twice. */
  readonly close?: () => void | Promise<void>;
}

/**
 * How the hub notices that a device has gone without saying so:
 * - `within`: it says something at least every so many milliseconds (silence is noticed at most a quarter later);
 * - `probe`: it is asked every so many milliseconds, and has as long to answer;
 * - `unwatched`: nobody can tell.
 *
 * A device is `online` with its first reading or its first answer to `probe`; only where it is `unwatched` and has
 * no `probe`, once it is open.
 */
export type Liveness = { readonly within: number } | { readonly probe: "driver"; readonly every: number } | "unwatched";

/** Liveness that depends on the settings. A method, so that drivers of different settings fit in one list. */
export type LivenessOf<S> = { of(settings: S): Liveness }["of"];

/** Code for one hardware family. */
export interface Driver<K extends DeviceKind = DeviceKind, T extends TransportName = TransportName, S = unknown> {
  /** Unique among drivers, such as `acme-scanner`; the same as in the package's manifest. */
  readonly id: string;
  readonly kind: K;
  readonly transport: T;
  readonly settings: SettingsSchema<S>;
  readonly liveness: Liveness | LivenessOf<S>;
  /** How many commands the device takes at a time, 1 unless told; others wait for those before them. */
  readonly commandsAtOnce?: number;
  open(context: DriverContext<T, S>): OpenDevice<K> | Promise<OpenDevice<K>>;
}

/**
 * Declares a driver; it gives its argument back with its types checked. A driver only talks to its device:
 * opening ports, retrying, reconnecting, liveness and health are the hub's work.
 */
export function defineDriver<K extends DeviceKind, T extends TransportName, S>(
  driver: Driver<K, T, S>,
): Driver<K, T, S> {
  return driver;
}

/** A driver of any kind, transport and settings. */
export type AnyDriver = { [K in DeviceKind]: Driver<K> }[DeviceKind];
