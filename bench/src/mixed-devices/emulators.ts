/** The hundred devices of `mixed-devices`, in a process of their own: serves them and says their ports. */
import {
  type ByteDevice,
  createOnvifCamera,
  hidOverBytes,
  hidScanner,
  loadCellBoard,
  type ModbusUnit,
  modbusRtuServer,
  modbusTcpServer,
  relayTurnstile,
  scaleDevice,
  scannerDevice,
  serveOnvif,
  serveTcp,
  turnstileBoard,
} from "@aisle/drivers-mock/emulators";
import { systemClock as clock, type Detection, systemRandom as random } from "@aisle/sdk";
import { type KindName, kindNames, kinds, login, passEvery, picture, scanEvery } from "./kinds.ts";

const every = (ms: number, task: (n: number) => void): void => {
  let n = 0;
  // Spread, so that not all of a kind speak in the same millisecond.
  setTimeout(() => setInterval(() => task(n++), ms), random() * ms);
};

function unitsOf<T extends ModbusUnit>(count: number, make: () => T): Map<number, T> {
  return new Map(Array.from({ length: count }, (_, index) => [index + 1, make()]));
}

function shelves(count: number, channels: number, rate: number): ByteDevice {
  const boards = unitsOf(count, () => loadCellBoard({ channels }));
  for (const board of boards.values()) {
    every(1_000 / rate, (n) => {
      board.show(Float32Array.from({ length: channels }, (_, at) => 500 + 10 * at + (n % 7) / 10));
    });
  }
  return modbusTcpServer(boards);
}

function relays(): ByteDevice {
  const gates = unitsOf(kinds.relays.devicesOnWire, () => relayTurnstile({ clock, freeOut: true }));
  for (const gate of gates.values()) walk(gate);
  return modbusRtuServer(gates, { clock });
}

function walk(gate: { start(direction: "out"): unknown; complete(direction: "out"): void }): void {
  every(passEvery * 1_000, () => {
    gate.start("out");
    setTimeout(() => gate.complete("out"), 700);
  });
}

function board(): ByteDevice {
  const gate = turnstileBoard({ clock, mode: "free" });
  walk(gate);
  return gate;
}

function scale(): ByteDevice {
  const device = scaleDevice({ protocol: "mt-sics", clock, every: 1_000 / kinds.scales.rate });
  every(2_000, (n) => device.load(100 * (n % 9)));
  return device;
}

function scanner<T extends { scan(symbology: string, data: string): number }>(device: T): T {
  every(scanEvery * 1_000, (n) => device.scan("]Q1", `MEMBER-${n}`));
  return device;
}

/** People who walk up and down. */
function people(n: number): readonly Detection[] {
  return Array.from({ length: 5 }, (_, index) => {
    const u = 200 * index + ((n * 7) % 150);
    const v = 100 + ((n * 3 + 31 * index) % 200);
    const head = [u + 30, v + 15] as const;
    return { id: index, box: [u, v, 60, 180], score: 0.9, head, wrists: [head, [u + 50, v + 90]] };
  });
}

async function camera(id: string): Promise<number> {
  const device = createOnvifCamera({ id, name: id, ...picture, fps: 10, ...login, clock, random });
  every(100, (n) => device.say({ at: Date.now(), objects: people(n) }));
  return (await serveOnvif(device)).httpPort;
}

const served = async (device: ByteDevice): Promise<number> => (await serveTcp(device)).port;
const serve: Readonly<Record<KindName, (id: string) => Promise<number>>> = {
  smallShelves: () => served(shelves(kinds.smallShelves.devicesOnWire, 12, kinds.smallShelves.rate)),
  largeShelves: () => served(shelves(kinds.largeShelves.devicesOnWire, 24, kinds.largeShelves.rate)),
  relays: () => served(relays()),
  boards: () => served(board()),
  serialScanners: () => served(scanner(scannerDevice())),
  hidScanners: () => served(hidOverBytes(scanner(hidScanner()))),
  scales: () => served(scale()),
  cameras: camera,
};

const ports: Partial<Record<KindName, number[]>> = {};
for (const name of kindNames) {
  const { wires } = kinds[name];
  ports[name] = await Promise.all(Array.from({ length: wires }, (_, index) => serve[name](`${name}-${index + 1}`)));
}
process.send?.(ports);
process.on("disconnect", () => process.exit());
