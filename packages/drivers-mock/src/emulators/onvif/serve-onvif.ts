import { isIPv6 } from "node:net";
import { type Clock, type Random, systemClock, systemRandom } from "@aisle/sdk";
import { type ByteDevice, serveTcp } from "../wire/index.ts";
import type { OnvifCamera } from "./camera.ts";
import { answerProbes, type DiscoveryOptions, type ProbeAnswerer } from "./discovery/index.ts";
import { serveHttp } from "./serve-http.ts";
import { scopesOf, servicePaths } from "./services/index.ts";

/** Where a camera is served. */
export interface ServeOnvifOptions {
  /** 127.0.0.1 unless told: nobody else can reach it. */
  readonly host?: string;
  /** 0, a free one, unless told. */
  readonly httpPort?: number;
  /** 0, a free one, unless told. */
  readonly rtspPort?: number;
  /** Where it answers WS-Discovery; nowhere unless told. */
  readonly discovery?: DiscoveryOptions;
  /** What is served as RTSP: the camera's own unless told, such as `faultyDevice(camera.rtsp, …)`. */
  readonly rtsp?: ByteDevice;
  /** For the rate of its answers to probes, and their ids; the host's unless told. */
  readonly clock?: Clock;
  readonly random?: Random;
}

/** A camera that is served. */
export interface ServedOnvif {
  readonly host: string;
  readonly httpPort: number;
  readonly rtspPort: number;
  /** Address of its device service. */
  readonly address: string;
  /** What it did with probes, and on which port; nothing where it does not answer any. */
  readonly discovery: Pick<ProbeAnswerer, "port" | "counts"> | undefined;
  /** Clients that were hung up because they did not read what was sent over RTSP. */
  readonly deaf: number;
  /** Ends every connection, session and subscription and frees the ports; safe to call twice. */
  close(): Promise<void>;
}

/** Serves a camera over TCP and, if asked, WS-Discovery. Raises `emulator-port-taken` and `permission-denied`. */
export async function serveOnvif(camera: OnvifCamera, options: ServeOnvifOptions = {}): Promise<ServedOnvif> {
  const { host = "127.0.0.1", httpPort = 0, rtspPort = 0, clock = systemClock, random = systemRandom } = options;
  const open: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    camera.restart();
    await Promise.all(open.map((each) => each.close()));
  };
  try {
    const rtsp = await serveTcp(options.rtsp ?? camera.rtsp, { host, port: rtspPort });
    open.push(rtsp);
    camera.rtspPort = rtsp.port;
    const http = await serveHttp(camera, host, httpPort);
    open.push(http);
    const address = `http://${isIPv6(host) ? `[${host}]` : host}:${http.port}${servicePaths.device}`;
    const findable = { urn: camera.facts.urn, scopes: scopesOf(camera.facts), address };
    const discovery = options.discovery && (await answerProbes(findable, host, options.discovery, clock, random));
    if (discovery !== undefined) open.push(discovery);
    return {
      host,
      httpPort: http.port,
      rtspPort: rtsp.port,
      address,
      discovery,
      get deaf() {
        return rtsp.deaf;
      },
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
