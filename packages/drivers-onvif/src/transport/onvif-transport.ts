import type { DeviceInfo } from "@aisle/sdk";
import type { Observable } from "rxjs";

declare module "@aisle/sdk" {
  interface Transports {
    /** One ONVIF device: its services over SOAP, and its metadata over RTSP. */
    onvif: OnvifTransport;
  }
}

/** One media profile of the device. */
export interface OnvifProfile {
  readonly token: string;
  readonly name: string;
  /** Size of its video in pixels, where the device says it. */
  readonly width?: number;
  readonly height?: number;
  /**
   * Whether a metadata configuration with analytics belongs to it. A configuration that does not say whether it has
   * analytics counts as one with them.
   */
  readonly metadata: boolean;
}

/** One notification of the event service (or one that came in a metadata stream). */
export interface OnvifEvent {
  /** Topic without namespace prefixes, as in `RuleEngine/LineDetector/Crossed`. */
  readonly topic: string;
  /** `tt:Message/@UtcTime` in ms since the epoch by the device's clock, where it could be read. */
  readonly at?: number;
  /** `Initialized` is a replay of the present state and no event. */
  readonly operation?: "Initialized" | "Changed" | "Deleted";
  /** Simple items of `Source`, `Key` and `Data`, by name. */
  readonly source: Readonly<Record<string, string>>;
  readonly key: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * An open ONVIF device. Every call has a deadline and a size cap of the transport's own; all raise `AisleError`s, and
 * no message or field holds a user name or password. Addresses are at the host of the settings, whatever the device
 * calls itself.
 */
export interface OnvifTransport {
  readonly info: DeviceInfo;
  readonly profiles: readonly OnvifProfile[];
  /** Whether the device offers pull-point events. */
  readonly hasEvents: boolean;
  /**
   * The device's own time, ms since the epoch. Asked without a password, so that it serves as probe too. A device says
   * whole seconds: its second has begun, and nobody knows how long ago.
   */
  readClock(signal: AbortSignal): Promise<number>;
  /** RTSP address of a profile, without userinfo. */
  streamUri(profile: string, signal: AbortSignal): Promise<string>;
  /** HTTP address of a still picture, without userinfo. */
  snapshotUri(profile: string, signal: AbortSignal): Promise<string>;
  /** A still picture as the device gives it, checked to be JPEG, at most 16 MiB. */
  snapshot(profile: string, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * Pull-point events while it is subscribed to: one subscription at the device, renewed, taken out again at the end.
   * It makes a new subscription with backoff when the device has lost it; errors only when the device is gone, or
   * does not let its user have events. Completes when the transport is closed.
   */
  readonly events$: Observable<OnvifEvent>;
  /**
   * Metadata documents (`tt:MetadataStream` XML) of a profile over RTSP while it is subscribed to. Its error or
   * completion is the loss of the session.
   */
  metadata$(profile: string): Observable<string>;
}
