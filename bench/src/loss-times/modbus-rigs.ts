import {
  loadCellBoard,
  type ModbusUnit,
  modbusRtuServer,
  modbusTcpServer,
  relayTurnstile,
} from "@aisle/drivers-mock/emulators";
import { type Bench, plug, probedBar, type Rig, streamingBar, wireLosses } from "./rig.ts";

/**
 * A shelf of which a part is dead goes on, with no value for those plates from the next round; it says why when the unit
 * has twice not answered, half a second each, with the bus's rest of a second between (ms). No bar of the issue.
 */
const degradedBar = 2_500;
const channels = 4;
/** Boards take a sample so often (ms): no slower than anybody asks. */
const sampleEveryMs = 20;

/** A board whose plates never stand still. */
function livingBoard({ clock, random }: Bench): ModbusUnit {
  const board = loadCellBoard({ channels });
  const next = (): void => {
    board.show(Float64Array.from({ length: channels }, () => 1_000 + random()));
    clock.schedule(sampleEveryMs, next);
  };
  next();
  return board;
}

/** Two shelves on a bus of their own, polled `rate` times a second. */
export function shelfBus(bench: Bench, id: string, mode: "tcp" | "rtu-over-tcp", rate: number): Rig {
  const units = new Map([1, 2].map((unit) => [unit, livingBoard(bench)]));
  const dead = units.get(2)!;
  const server = mode === "tcp" ? modbusTcpServer(units) : modbusRtuServer(units, bench);
  const wire = plug(bench, server);
  const bar = streamingBar(1_000 / rate);
  const shelf = (unit: number) => ({
    id: `${id}-${unit}`,
    driver: "modbus-weight-shelf",
    bus: id,
    settings: { profile: "load-cell-board", unit, rate },
  });
  return {
    name: `weight shelf, Modbus ${mode}, ${rate} Hz`,
    buses: [{ id, transport: "modbus", settings: { mode, host: "memory", port: wire.port } }],
    devices: [shelf(1), shelf(2)],
    losses: [
      ...wireLosses(wire, { way: "silent, streaming", bar }),
      {
        way: "silent, streaming",
        how: mode === "tcp" ? "unit gone behind its gateway" : "dead unit, the other lives",
        bar,
        devices: [`${id}-2`],
        lose: () => units.delete(2),
        mend: () => units.set(2, dead),
      },
    ],
  };
}

/** One shelf made of two units. */
export function shelfOfTwoUnits(bench: Bench, id: string): Rig {
  const units = new Map([1, 2].map((unit) => [unit, livingBoard(bench)]));
  const dead = units.get(2)!;
  const wire = plug(bench, modbusRtuServer(units, bench));
  const plates = [1, 2].map((unit) => ({ unit, channel: 0 }));
  const settings = { profile: "load-cell-board", plates, rate: 10 };
  return {
    name: "weight shelf of two units, Modbus RTU, 10 Hz",
    buses: [{ id, transport: "modbus", settings: { mode: "rtu-over-tcp", host: "memory", port: wire.port } }],
    devices: [{ id: `${id}-1`, driver: "modbus-weight-shelf", bus: id, settings }],
    losses: [
      {
        way: "silent, streaming",
        how: "one of its units dies: degraded",
        bar: degradedBar,
        shows: "degraded",
        lose: () => units.delete(2),
        mend: () => units.set(2, dead),
      },
    ],
  };
}

/** Two turnstiles on a bus of their own. */
export function gateBus(bench: Bench, id: string): Rig {
  const units = new Map<number, ModbusUnit>([1, 2].map((unit) => [unit, relayTurnstile(bench)]));
  const dead = units.get(2)!;
  const wire = plug(bench, modbusRtuServer(units, bench));
  const gate = (unit: number) => ({
    id: `${id}-${unit}`,
    driver: "modbus-turnstile",
    bus: id,
    settings: { profile: "relay-io", unit },
  });
  return {
    name: "turnstile, Modbus RTU",
    buses: [{ id, transport: "modbus", settings: { mode: "rtu-over-tcp", host: "memory", port: wire.port } }],
    devices: [gate(1), gate(2)],
    losses: [
      ...wireLosses(wire, { way: "silent, probed", bar: probedBar }),
      {
        way: "silent, probed",
        how: "dead unit, the other lives",
        bar: probedBar,
        devices: [`${id}-2`],
        lose: () => units.delete(2),
        mend: () => units.set(2, dead),
      },
    ],
  };
}
