import { AisleError } from "@aisle/sdk";
import type { OnvifCamera, OnvifHttpRequest, OnvifHttpResponse } from "../onvif/index.ts";
import type { MemoryNetwork } from "../wire/index.ts";
import type { EmulatedStoreParts } from "./emulated-store.ts";
import { type EmulatedSettings, settingsOf } from "./store-settings.ts";

/** An emulated store on a network in memory. */
export interface PluggedStore {
  /** Settings that reach every device with the real drivers, whose transports are given `network.tcp` and `http`. */
  readonly settings: EmulatedSettings;
  /** Reaches the cameras' services, by the port of the address. */
  readonly http: (request: OnvifHttpRequest) => Promise<OnvifHttpResponse>;
  unplug(): void;
}

/** Plugs every wire of an emulated store into a network in memory, for virtual time. */
export function plugInMemory(store: EmulatedStoreParts, network: MemoryNetwork): PluggedStore {
  const cameras = new Map<number, OnvifCamera>();
  const plugs = store.parts.map((part) => network.listen(0, part.bytes));
  const addresses = store.parts.map(({ camera }, index) => {
    const port = plugs[index]?.port ?? 0;
    if (camera === undefined) return { host: "memory", port };
    camera.rtspPort = port;
    cameras.set(port, camera);
    return { host: "memory", port };
  });
  return {
    settings: settingsOf(store.model, store.parts, addresses),
    http: (request) => {
      const camera = cameras.get(Number(new URL(request.url).port));
      if (camera !== undefined) return camera.http(request);
      const { host } = new URL(request.url);
      return Promise.reject(
        new AisleError("unreachable", `Nobody answers at ${host}.`, { category: "transport", retryable: true }),
      );
    },
    unplug: () => {
      for (const { close } of plugs) close();
    },
  };
}
