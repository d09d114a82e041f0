import type { Clock, Direction, Random } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { SceneReading, TruthReceipt } from "../../scene/index.ts";
import { createSimulation, type Simulation, type SimulationSettingsInput } from "../../simulation/index.ts";
import { cameraWire } from "./camera-wire.ts";
import { relayGateWire, serialGateWire } from "./gate-wire.ts";
import { type ScaleWire, scaleWire } from "./scale-wire.ts";
import { scannerWire } from "./scanner-wire.ts";
import { shelfWire, unitsOnBus } from "./shelf-wire.ts";
import { type EmulatedWire, requestFault, type WirePart } from "./wire.ts";

/** What an emulated store is made of. */
export interface EmulatedStoreOptions {
  /**
   * Settings of the simulated store. How readings are late, doubled or lost is left to the wires: `jitter`,
   * `lateReadings`, `duplicateReadings` and `outagesPerHour` do nothing here. `admission` is `host` unless told: nobody
   * gets in before a board is told to admit. With `automatic` the gates open by themselves after each scan.
   */
  readonly simulation?: SimulationSettingsInput;
  readonly clock: Clock;
  /** For the faults of wires and what cameras make up. */
  readonly random: Random;
  /** Somebody has left: what they really took. */
  readonly onReceipt?: (receipt: TruthReceipt) => void;
  /** Hears what each device is about to say, before its wire loses any of it. */
  readonly onSaid?: (reading: SceneReading) => void;
}

/** A simulated store whose devices speak their wire protocols. */
export interface EmulatedStore {
  readonly model: StoreModel;
  readonly simulation: Simulation;
  /** Whether the gates wait for the host to admit whoever has scanned. */
  readonly hostAdmits: boolean;
  readonly wires: readonly EmulatedWire[];
  /** Switches a fault on or off, as a `FaultRequest` says. Raises `emulator-misused`. */
  setFault(request: unknown): void;
  /** Lets the store live in the time of its clock until `signal` is aborted. */
  live(signal: AbortSignal): Promise<void>;
}

/** The wires with their insides, for what serves them. */
export interface EmulatedStoreParts extends EmulatedStore {
  readonly parts: readonly WirePart[];
}

/** Delivery is the wires' own here. */
const undisturbed = { jitter: 0, lateReadings: 0, duplicateReadings: 0, outagesPerHour: 0 };

/**
 * Makes a simulated store whose shelves are units of Modbus TCP buses, whose gates are in turn a relay module on Modbus
 * RTU and a board on a serial line, whose scanners are in turn HID and serial, and whose cameras speak ONVIF. Besides
 * there are two scales, one serial and one HID, which the store model does not have. Serve it with `serveEmulatedStore`, or in memory with `plugInMemory`. Raises `simulation-settings-invalid`.
 */
export function createEmulatedStore(options: EmulatedStoreOptions): EmulatedStoreParts {
  const { clock, random, onReceipt, onSaid } = options;
  const { admission = "host", difficulty, ...settings } = options.simulation ?? {};
  const simulation = createSimulation({
    ...settings,
    admission,
    difficulty: { ...difficulty, ...undisturbed },
    startsAt: clock.now(),
    onReceipt,
  });
  const model = simulation.store;
  const admit = (gate: string, direction: Direction): void => simulation.command(gate, "admit", { direction });
  const scales: readonly ScaleWire[] = [
    scaleWire("scale-1", "serial", clock, random),
    scaleWire("scale-2", "hid", clock, random),
  ];
  const parts = planWires(model, admission === "host" ? admit : undefined, clock, random).concat(scales);
  const byId = new Map(parts.map((part) => [part.id, part]));
  const byDevice = new Map(parts.flatMap((part) => part.devices.map((device) => [device, part] as const)));

  return {
    model,
    simulation,
    hostAdmits: admission === "host",
    wires: parts,
    parts,
    setFault: (request) => requestFault(byId, request),
    async live(signal) {
      for (const scale of scales) scale.weigh(signal);
      for (const batch of simulation.readings()) {
        await until(clock, simulation.now, signal);
        if (signal.aborted) return;
        for (const reading of batch) {
          onSaid?.(reading);
          byDevice.get(reading.device)?.say(reading);
        }
      }
    },
  };
}

function planWires(
  model: StoreModel,
  onAdmit: ((gate: string, direction: Direction) => void) | undefined,
  clock: Clock,
  random: Random,
): readonly WirePart[] {
  const parts: WirePart[] = [];
  for (let first = 0; first < model.shelves.length; first += unitsOnBus) {
    const id = `shelves-${first / unitsOnBus + 1}`;
    parts.push(shelfWire(id, model.shelves.slice(first, first + unitsOnBus), clock, random));
  }
  model.gates.forEach(({ id, scanner }, index) => {
    const other = index % 2 === 1;
    parts.push((other ? serialGateWire : relayGateWire)(id, onAdmit, clock, random));
    if (scanner !== undefined) parts.push(scannerWire(scanner, other ? "serial" : "hid", clock, random));
  });
  for (const camera of model.cameras) parts.push(cameraWire(camera, clock, random));
  return parts;
}

/** Waits for a time of the clock. Where it has gone by, as after a sleep of the machine, the others get their turn only. */
function until(clock: Clock, at: number, signal: AbortSignal): Promise<void> {
  const wait = Math.max(0, at - clock.now());
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.schedule(wait, done);
    signal.addEventListener("abort", done);
  });
}
