import type { BusSettings, DeviceSettings } from "@aisle/sdk";

/** How the devices of one kind are wired, and how much they say. */
export interface Kind {
  readonly name: string;
  /** Wires, each with a port of its own; a bus has several devices. */
  readonly wires: number;
  readonly devicesOnWire: number;
  /** Readings a second of one device. Of people who pass there are as many as the emulators let through. */
  readonly rate: number;
  /** What reaches the devices of one wire. */
  readonly settings: (id: string, port: number) => Settings;
}

export interface Settings {
  readonly buses?: readonly BusSettings[];
  readonly devices: readonly DeviceSettings[];
}

const host = "127.0.0.1";
/** Seconds between two scans, and between two people at a turnstile. */
export const scanEvery = 3;
export const passEvery = 5;

function units(bus: string, count: number, driver: string, settings: object): DeviceSettings[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `${bus}-${index + 1}`, driver, bus },
    settings: { ...settings, unit: index + 1 },
  }));
}

function shelves(name: string, wires: number, devicesOnWire: number, rate: number): Kind {
  return {
    ...{ name, wires, devicesOnWire, rate },
    settings: (id, port) => ({
      buses: [{ id, transport: "modbus", settings: { mode: "tcp", host, port } }],
      devices: units(id, devicesOnWire, "modbus-weight-shelf", { profile: "load-cell-board", rate }),
    }),
  };
}

function single(name: string, wires: number, rate: number, driver: string, settings = {}, transport = {}): Kind {
  return {
    ...{ name, wires, rate, devicesOnWire: 1 },
    settings: (id, port) => ({ devices: [{ id, driver, transport: { host, port, ...transport }, settings }] }),
  };
}

/** What opens the cameras: they are there to be measured. */
export const login = { username: "aisle", password: "measured" } as const;
export const picture = { width: 1280, height: 720 } as const;

/** The hundred devices. */
export const kinds = {
  smallShelves: shelves("32 shelves of 12 plates at 10 Hz, Modbus TCP", 2, 16, 10),
  largeShelves: shelves("8 shelves of 24 plates at 25 Hz, Modbus TCP", 1, 8, 25),
  relays: {
    name: "12 relay turnstiles at 20 Hz, RTU over TCP",
    wires: 3,
    devicesOnWire: 4,
    rate: 0,
    settings: (id, port) => ({
      buses: [{ id, transport: "modbus", settings: { mode: "rtu-over-tcp", host, port } }],
      devices: units(id, 4, "modbus-turnstile", { profile: "relay-io", rate: 20 }),
    }),
  },
  boards: single("8 turnstile boards, serial", 8, 0, "serial-turnstile"),
  serialScanners: single("12 scanners, serial", 12, 1 / scanEvery, "serial-scanner"),
  hidScanners: single("8 scanners, HID", 8, 1 / scanEvery, "hid-scanner"),
  scales: single("10 scales at 10 Hz, MT-SICS", 10, 10, "serial-scale", { profile: "mt-sics", rate: 10 }),
  cameras: single("10 cameras at 10 Hz, 5 people, ONVIF", 10, 10, "onvif-camera", { fps: 10, picture }, login),
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];
