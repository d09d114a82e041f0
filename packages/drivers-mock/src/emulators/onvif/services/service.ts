import type { SoapAnswer, XmlElement } from "../soap/index.ts";

/** One call of a service. */
export interface ServiceCall {
  /** The only child of the SOAP body. */
  readonly request: XmlElement;
  /** Where the caller reached the camera, as in `http://10.0.0.7:8080`. */
  readonly base: string;
  /** The host of that address, without its port. */
  readonly host: string;
  /** The subscription that was called, by the path. */
  readonly subscription: number | undefined;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal | undefined;
}

/** The actions of one service, by name. */
export type Service = Readonly<Record<string, (call: ServiceCall) => SoapAnswer | Promise<SoapAnswer>>>;

/** One media profile of an emulated camera. */
export interface EmulatedProfile {
  /** Its name in addresses: letters, digits, `-` and `_`. */
  readonly token: string;
  /** Whether a metadata track belongs to it. */
  readonly metadata: boolean;
}

/** What the services tell about the camera. */
export interface CameraFacts {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly profiles: readonly [EmulatedProfile, ...EmulatedProfile[]];
  /** Its endpoint reference, `urn:uuid:…`. */
  readonly urn: string;
}

/** Paths of the services on the camera's address. */
export const servicePaths = {
  device: "/onvif/device_service",
  media: "/onvif/media_service",
  events: "/onvif/event_service",
  subscription: "/onvif/subscription/",
} as const;
