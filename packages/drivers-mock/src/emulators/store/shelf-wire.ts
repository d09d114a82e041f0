import type { CancelTimer, Clock, Random } from "@aisle/sdk";
import type { ShelfModel } from "@aisle/sdk/store";
import { type LoadCellBoard, loadCellBoard, modbusTcpServer } from "../modbus/index.ts";
import type { ModbusUnit } from "../wire/index.ts";
import { byteWire } from "./byte-wire.ts";
import type { WirePart } from "./wire.ts";

/** More units than this are not put on one bus. */
export const unitsOnBus = 32;

/** Samples that may wait to be shown; older ones are left out, as a board does that nobody asks. */
const mostWaiting = 15;
/** Batches come unevenly; waiting so long for the next one makes their samples even (ms). */
const smoothMs = 100;

/** Shelves as units of one Modbus TCP bus, counted from 1 in their order. */
export function shelfWire(id: string, shelves: readonly ShelfModel[], clock: Clock, random: Random): WirePart {
  const units = new Map<number, ModbusUnit>();
  const players = new Map<string, SamplePlayer>();
  shelves.forEach((shelf, index) => {
    const board = loadCellBoard({ channels: shelf.plates.length });
    units.set(index + 1, board);
    players.set(shelf.id, createSamplePlayer(board, clock));
  });
  return byteWire({
    ...{ id, protocol: "modbus-tcp", clock, random },
    devices: shelves.map((shelf) => shelf.id),
    device: modbusTcpServer(units),
    counted: () => ({
      said: Object.fromEntries([...players].map(([device, { board }]) => [device, Object.fromEntries(board.said)])),
    }),
    say({ device, kind, reading }) {
      // A board that is told to tare shows it by itself; nobody else tares in a simulation.
      if (kind === "weight-shelf" && reading.type === "weights") players.get(device)?.play(reading.data);
    },
  });
}

interface SamplePlayer {
  readonly board: LoadCellBoard;
  play(batch: {
    readonly grams: Float32Array;
    readonly samples: number;
    readonly plates: number;
    readonly dt: number;
  }): void;
}

/** Shows the samples of a batch one after the other, in the time in which they were taken. */
function createSamplePlayer(board: LoadCellBoard, clock: Clock): SamplePlayer {
  const waiting: { readonly grams: Float32Array; readonly dt: number }[] = [];
  let cancel: CancelTimer | undefined;
  const showNext = (): void => {
    const sample = waiting.shift();
    cancel = undefined;
    if (sample === undefined) return;
    board.show(sample.grams);
    cancel = clock.schedule(sample.dt, showNext);
  };
  return {
    board,
    play({ grams, samples, plates, dt }) {
      for (let sample = 0; sample < samples; sample += 1) {
        waiting.push({ grams: grams.subarray(sample * plates, (sample + 1) * plates), dt });
      }
      waiting.splice(0, waiting.length - mostWaiting);
      cancel ??= clock.schedule(smoothMs, showNext);
    },
  };
}
