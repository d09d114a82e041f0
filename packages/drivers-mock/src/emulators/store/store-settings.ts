import type { StoreModel } from "@aisle/sdk/store";
import { cameraLogin } from "./camera-wire.ts";
import type { EmulatedWire } from "./wire.ts";

/** Where a wire is reached: over TCP, or on a serial path of this machine. */
export type WireAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** The parts of a `store.yaml` that reach the devices of an emulated store with the real drivers. */
export interface EmulatedSettings {
  readonly drivers: readonly string[];
  readonly buses: readonly { readonly id: string; readonly transport: string; readonly settings: object }[];
  readonly devices: readonly {
    readonly id: string;
    readonly driver: string;
    readonly bus?: string;
    readonly transport?: object;
    readonly settings?: object;
  }[];
  /** Emulators are made faulty on purpose and mended soon: their devices are to be back soon too. */
  readonly supervision: { readonly retryFirst: number; readonly retryCap: number };
}

const supervision = { retryFirst: 500, retryCap: 5_000 } as const;

/** What settings of a bus call each protocol. */
const modes = { "modbus-tcp": "tcp", "modbus-rtu": "rtu-over-tcp" } as const;
/** Relay modules are asked so often in a second. */
const gateRate = 20;

/** Settings for wires at their addresses, in the order of `wires`. */
export function settingsOf(
  model: StoreModel,
  wires: readonly EmulatedWire[],
  addresses: readonly WireAddress[],
): EmulatedSettings {
  const buses: EmulatedSettings["buses"][number][] = [];
  const devices: EmulatedSettings["devices"][number][] = [];
  const gates = new Set(model.gates.map(({ id }) => id));
  wires.forEach((wire, index) => {
    const transport = addresses[index] ?? { host: "127.0.0.1", port: 0 };
    const [id = wire.id] = wire.devices;
    if (wire.protocol === "modbus-tcp" || wire.protocol === "modbus-rtu") {
      const bus = gates.has(id) ? `${id}-bus` : wire.id;
      const mode = "path" in transport ? "rtu" : modes[wire.protocol];
      buses.push({ id: bus, transport: "modbus", settings: { mode, ...transport } });
      wire.devices.forEach((device, at) => devices.push({ id: device, bus, ...unitSettings(model, device, at + 1) }));
    } else if (wire.protocol === "onvif") {
      const { fps, width, height } = model.cameras.find((camera) => camera.id === id) ?? {
        fps: 10,
        width: 1,
        height: 1,
      };
      const settings = { fps, picture: { width, height } };
      devices.push({ id, driver: "onvif-camera", transport: { ...transport, ...cameraLogin }, settings });
    } else devices.push({ id, ...driverOf(wire, gates.has(id)), transport });
  });
  const packages = ["hid", "modbus", "onvif", "serial"].map((name) => `@aisle/drivers-${name}`);
  return { drivers: packages, buses, devices, supervision };
}

/** The driver of a scale, gate or scanner that has a wire of its own. */
function driverOf({ id, protocol }: EmulatedWire, isGate: boolean): { driver: string; settings?: object } {
  if (isGate) return { driver: "serial-turnstile" };
  const isScale = id.startsWith("scale-");
  if (protocol === "hid") return isScale ? { driver: "hid-scale", settings: { rate: 5 } } : { driver: "hid-scanner" };
  // A line has no checksum: what comes without an AIM id is not taken for a code.
  if (!isScale) return { driver: "serial-scanner", settings: { aim: "on" } };
  return { driver: "serial-scale", settings: { profile: "mt-sics", rate: 10 } };
}

function unitSettings(model: StoreModel, device: string, unit: number): { driver: string; settings: object } {
  const shelf = model.shelves.find(({ id }) => id === device);
  if (shelf === undefined) {
    return { driver: "modbus-turnstile", settings: { profile: "relay-io", unit, rate: gateRate } };
  }
  return { driver: "modbus-weight-shelf", settings: { profile: "load-cell-board", unit, rate: shelf.rateHz } };
}
