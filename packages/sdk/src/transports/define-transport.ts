import type { Observable } from "rxjs";
import type { SettingsSchema } from "../drivers/settings-schema.ts";
import type { Logger } from "../hub/log.ts";
import type { Clock } from "../time/clock.ts";
import type { DiscoverContext, DiscoveredAddress } from "./discovery.ts";
import type { TransportName, Transports } from "./transports.ts";

/** What a transport gets when it is opened. */
export interface TransportContext<S> {
  readonly settings: S;
  /** Aborted when the hub gives up waiting or closes. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** An open transport: what drivers use, and how the hub lets go of it. */
export interface OpenTransport<T extends TransportName> {
  readonly transport: Transports[T];
  /** Emits once, or completes, when the transport is lost. Devices on it go offline. */
  readonly lost$?: Observable<unknown>;
  /** Lets go of everything; safe to call twice. */
  readonly close: () => void | Promise<void>;
}

/** Supplies one kind of transport. A bus is the same thing, opened once for many devices. */
export interface TransportProvider<T extends TransportName = TransportName, S = unknown> {
  readonly transport: T;
  readonly settings: SettingsSchema<S>;
  open(context: TransportContext<S>): OpenTransport<T> | Promise<OpenTransport<T>>;
  /** Looks for devices, where the transport can, until there are no more or `signal` is aborted. Opens none. */
  discover?(context: DiscoverContext): AsyncIterable<DiscoveredAddress>;
}

/** Declares how a transport is opened; it gives its argument back with its types checked. */
export function defineTransport<T extends TransportName, S>(
  provider: TransportProvider<T, S>,
): TransportProvider<T, S> {
  return provider;
}

/** A provider of any transport and settings. */
export type AnyTransportProvider = { [T in TransportName]: TransportProvider<T> }[TransportName];
