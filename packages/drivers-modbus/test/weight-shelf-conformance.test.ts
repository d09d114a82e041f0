import type { FakeModbusTransport } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import { modbusWeightShelf } from "../src/weight-shelf/index.ts";
import { fakeLoadCellBoard, setPlate } from "./load-cell-board.fixture.ts";

const boardOf = (bus: FakeModbusTransport): Record<number, number> => bus.units.get(1)!.input!;
const weights = (grams: readonly number[], flags: readonly number[]) => ({
  type: "weights" as const,
  data: { grams: Float32Array.from(grams), samples: 1, plates: 2, dt: 100, flags: Uint8Array.from(flags) },
});

describeDriverConformance(
  modbusWeightShelf,
  {
    manifest: new URL("../package.json", import.meta.url),
    docs: new URL("../README.md", import.meta.url),
    settings: { profile: "load-cell-board", unit: 1 },
    invalidSettings: [
      { profile: "load-cell-board" },
      { profile: "load-cell-bord", unit: 1 },
      { profile: "load-cell-board", unit: 0 },
      { profile: "load-cell-board", unit: 1, plates: [{ unit: 1 }] },
      { profile: "laumas-tlb", unit: 1 },
      { profile: "load-cell-board", unit: 1, rate: 0 },
    ],
    transport: () => fakeLoadCellBoard(2),
    pace: 110,
    frames: [
      {
        act: (bus) => {
          setPlate(boardOf(bus), 0, 12_345);
          setPlate(boardOf(bus), 1, -5, 0);
        },
        readings: [weights([1_234.5, -0.5], [1, 0])],
      },
      {
        act: (bus) => {
          setPlate(boardOf(bus), 1, 0x8000_0000, 8);
        },
        readings: [weights([1_234.5, Number.NaN], [1, 8])],
      },
      {
        act: (bus) => {
          boardOf(bus)[3] = ((boardOf(bus)[3] ?? 0) + 1) & 0xffff;
        },
        readings: [{ type: "rebaselined", data: { plates: [0, 1], cause: "zero" } }],
      },
    ],
    commands: [{ name: "tare", input: {} }],
  },
  { require: "silver" },
);
