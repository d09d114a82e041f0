import { type AisleError, type OpenTransport, silentLogger, VirtualClock } from "@aisle/sdk";
import type { ModbusBusTransport } from "../../src/transport/index.ts";
import { createModbusTransport } from "../../src/transport/index.ts";
import type { ModbusSettings } from "../../src/transport/settings.ts";
import { modbusSettings } from "../../src/transport/settings.ts";
import { SimulatedBus } from "./bus.ts";

export type Mode = ModbusSettings["mode"];

/** A transport on a simulated bus. */
export interface OpenedBus {
  readonly clock: VirtualClock;
  readonly simulated: SimulatedBus;
  readonly bus: ModbusBusTransport;
  readonly opened: OpenTransport<"modbus">;
  /** What `lost$` has said. */
  readonly losses: unknown[];
  readonly logged: string[];
}

const addresses: Readonly<Record<Mode, object>> = {
  tcp: { host: "bus.example" },
  "rtu-over-tcp": { host: "bus.example", port: 4001 },
  // As long as over a network, so that the modes can be compared.
  rtu: { path: "/dev/serial/by-id/usb-adapter", baudRate: 19_200, timeout: 500 },
};

/** Opens a bus with this many units on it, numbered from 1. */
export async function openBus(mode: Mode, units = 4, more: object = {}): Promise<OpenedBus> {
  const clock = new VirtualClock(1_000_000);
  const simulated = new SimulatedBus(clock, mode === "tcp" ? "tcp" : "rtu", units);
  const logged: string[] = [];
  const provider = createModbusTransport(simulated);
  const opened = await provider.open({
    settings: modbusSettings.parse({ mode, ...addresses[mode], ...more }),
    signal: new AbortController().signal,
    clock,
    log: { ...silentLogger, warn: (message) => logged.push(message) },
  });
  const losses: unknown[] = [];
  opened.lost$?.subscribe({ next: (cause) => losses.push(cause) });
  return { clock, simulated, bus: opened.transport as ModbusBusTransport, opened, losses, logged };
}

/** What became of a request, as soon as it has. */
export interface Watched<T> {
  value?: T;
  error?: AisleError;
  readonly ended: boolean;
}

export function watched<T>(asked: Promise<T>): Watched<T> {
  const seen: { value?: T; error?: AisleError; ended: boolean } = { ended: false };
  asked.then(
    (value) => Object.assign(seen, { value, ended: true }),
    (error: unknown) => Object.assign(seen, { error: error as AisleError, ended: true }),
  );
  return seen;
}
