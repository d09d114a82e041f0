import {
  defineTransport,
  type OpenTransport,
  type Random,
  tcp as sdkTcp,
  systemRandom,
  type TransportProvider,
} from "@aisle/sdk";
import { type DiscoveryOptions, discoverCameras } from "../discovery/index.ts";
import { linkCamera } from "./camera-link.ts";
import { cameraTransport } from "./camera-transport.ts";
import { type HttpClient, nodeHttp } from "./http/index.ts";
import { openCamera } from "./open-camera.ts";
import { type OnvifSettings, onvifSettings } from "./settings.ts";

/** What the transport reaches the outside by; each is the real thing unless told. */
export interface OnvifTransportOptions {
  /** Opens the connections of RTSP. */
  readonly tcp?: Pick<typeof sdkTcp, "open">;
  /** Makes the requests of SOAP, and those for still pictures. */
  readonly http?: HttpClient;
  /** Chance in the backoff of event subscriptions. */
  readonly random?: Random;
  /** How cameras are looked for. */
  readonly discovery?: DiscoveryOptions;
}

/**
 * The `onvif` transport: one camera, its services over SOAP and its metadata over RTSP. Nothing is contacted but the
 * host in the settings; only `discover` asks the whole network.
 *
 * Opening raises `auth-failed`, `unreachable`, `timeout`, `onvif-reply-invalid` and the other codes of the README. A
 * wrong password is sent once. HTTP has no connection to lose: that a camera is gone shows in its probe, its events and
 * its metadata.
 */
export function createOnvifTransport(options: OnvifTransportOptions = {}): TransportProvider<"onvif", OnvifSettings> {
  const { tcp = sdkTcp, http = nodeHttp, random = systemRandom, discovery = {} } = options;
  return defineTransport({
    transport: "onvif",
    settings: onvifSettings,
    async open({ settings, signal, clock, log }): Promise<OpenTransport<"onvif">> {
      const link = linkCamera({ settings, http, clock, log });
      const running = new Set<Promise<void>>();
      const onRun = (released: Promise<void>): void => {
        const done = released.then(
          () => void running.delete(done),
          () => void running.delete(done),
        );
        running.add(done);
      };
      try {
        const facts = await openCamera(link, signal);
        return {
          transport: cameraTransport(link, facts, { tcp, random, onRun }),
          close: async () => {
            link.end();
            await Promise.all(running);
          },
        };
      } catch (thrown) {
        link.end();
        throw thrown;
      }
    },
    discover: (context) => discoverCameras(context, discovery),
  });
}
