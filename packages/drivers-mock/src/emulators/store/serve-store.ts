import { AisleError, type Clock, systemClock } from "@aisle/sdk";
import { type OnvifCamera, serveOnvif } from "../onvif/index.ts";
import { serveSerialPath, serveTcp } from "../wire/index.ts";
import type { EmulatedStoreParts } from "./emulated-store.ts";
import { type EmulatedSettings, settingsOf, type WireAddress } from "./store-settings.ts";
import type { EmulatedWire, WirePart } from "./wire.ts";

/** Where an emulated store is served. */
export interface ServeStoreOptions {
  /** 127.0.0.1, this machine only, unless told. */
  readonly host?: string;
  /** The first port: each wire takes the next one, and cameras one more for RTSP. Free ports unless told. */
  readonly port?: number;
  /** Serial paths for wires of protocol `serial` and `modbus-rtu`, by their ids; they are not served over TCP then. */
  readonly serialPaths?: ReadonlyMap<string, string>;
  /** For what waits on serial paths; the host's unless told. */
  readonly clock?: Clock;
}

/** An emulated store that is served. */
export interface ServedStore extends AsyncDisposable {
  /** Where each wire is reached, as `host:port` or a path. */
  readonly addresses: readonly { readonly wire: EmulatedWire; readonly address: string }[];
  /** Settings that reach every device with the real drivers. */
  readonly settings: EmulatedSettings;
  /** The port after the last one that was taken; 0 where free ones are. */
  readonly nextPort: number;
}

/** Serves every wire over TCP. Raises `emulator-port-taken`, `permission-denied` and `unreachable`; then nothing is served. */
export async function serveEmulatedStore(
  store: EmulatedStoreParts,
  { host = "127.0.0.1", port = 0, serialPaths = new Map(), clock = systemClock }: ServeStoreOptions = {},
): Promise<ServedStore> {
  const open: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  };
  let nextPort = port;
  const take = (): number => (port === 0 ? 0 : nextPort++);
  checkPaths(store, serialPaths);
  try {
    const addresses: WireAddress[] = [];
    for (const part of store.parts) {
      const path = serialPaths.get(part.id);
      const served = await (path === undefined ? serveOnNetwork(part, host, take) : serveOnPath(part, path, clock));
      open.push(served);
      addresses.push(served.address);
    }
    return {
      addresses: store.parts.map((wire, index) => ({ wire, address: shown(addresses[index]) })),
      settings: settingsOf(store.model, store.parts, addresses),
      nextPort,
      [Symbol.asyncDispose]: close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

interface Served {
  readonly address: WireAddress;
  close(): Promise<void>;
}

const shown = (address: WireAddress | undefined): string => {
  if (address === undefined) return "";
  return "path" in address ? address.path : `${address.host}:${address.port}`;
};

function checkPaths(store: EmulatedStoreParts, serialPaths: ReadonlyMap<string, string>): void {
  const serial = store.parts.filter(({ protocol }) => protocol === "serial" || protocol === "modbus-rtu");
  for (const id of serialPaths.keys()) {
    if (serial.some((part) => part.id === id)) continue;
    throw new AisleError("emulator-misused", `"${id}" is no wire that can go on a serial path.`, {
      category: "usage",
      remedy: `Name one of ${serial.map((part) => part.id).join(", ")}.`,
    });
  }
}

async function serveOnPath({ bytes }: WirePart, path: string, clock: Clock): Promise<Served> {
  const server = await serveSerialPath(bytes, path, { clock });
  return { address: { path }, close: () => server.close() };
}

function serveOnNetwork(part: WirePart, host: string, take: () => number): Promise<Served> {
  return part.camera ? serveCamera(part, part.camera, host, take) : servePart(part, host, take);
}

async function servePart({ bytes }: WirePart, host: string, take: () => number): Promise<Served> {
  const server = await serveTcp(bytes, { host, port: take() });
  return { address: { host, port: server.port }, close: () => server.close() };
}

async function serveCamera(part: WirePart, camera: OnvifCamera, host: string, take: () => number): Promise<Served> {
  const server = await serveOnvif(camera, { host, httpPort: take(), rtspPort: take(), rtsp: part.bytes });
  return { address: { host, port: server.httpPort }, close: () => server.close() };
}
