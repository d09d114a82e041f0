import { describe, expect, it } from "vitest";
import { loadCellBoard } from "./load-cell-board.ts";

const board = loadCellBoard;
/** Weights of a board in grams, `undefined` where it has no value. */
function weights(unit: ReturnType<typeof board>): (number | undefined)[] {
  const words = unit.read("input", 4 + unit.channels, 2 * unit.channels);
  return Array.from({ length: unit.channels }, (_, channel) => {
    const value = (words[2 * channel]! << 16) | words[2 * channel + 1]! | 0;
    return value === -0x8000_0000 ? undefined : value / 10;
  });
}
const head = (unit: ReturnType<typeof board>): readonly number[] => unit.read("input", 0, 4 + unit.channels);

describe("a load-cell board", () => {
  it("shows its id, its channels, a sample counter, and weights in tenths of a gram, high word first", () => {
    const unit = board({ channels: 3 });
    unit.show([1234.56, -0.5, Number.NaN]);
    expect(head(unit)).toEqual([0x4c43, 3, 1, 0, 1, 1, 1 | 8]);
    expect(unit.read("input", 7, 6)).toEqual([0, 12_346, 0xffff, 0xfffb, 0x8000, 0]);
    unit.show([100_000, 0, 0], [1, 0, 8]);
    expect([head(unit), weights(unit)]).toEqual([
      [0x4c43, 3, 2, 0, 1, 0, 8],
      [100_000, 0, undefined],
    ]);
  });

  it("has no value before its first sample, and rolls its sample counter over", () => {
    const unit = board({ channels: 1 });
    expect([head(unit), weights(unit)]).toEqual([[0x4c43, 1, 0, 0, 8], [undefined]]);
    for (let sample = 0; sample < 65_537; sample += 1) unit.show([sample]);
    expect(unit.read("input", 2, 1)).toEqual([1]);
  });

  it("tares the channels of a mask in one moment, counts it and tells who listens", () => {
    const unit = board({ channels: 20 });
    const tares: unknown[] = [];
    const stop = unit.onTare((channels) => tares.push(channels));
    unit.show(new Float32Array(20).fill(250));
    unit.write("holding", 0, [0b1000, 0b101]);
    expect([unit.read("input", 3, 1), unit.read("holding", 0, 2), tares]).toEqual([[1], [8, 5], [[0, 2, 19]]]);
    expect(weights(unit)).toEqual(Array.from({ length: 20 }, (_, at) => ([0, 2, 19].includes(at) ? 0 : 250)));
    stop();
    unit.zero([1]);
    unit.zero();
    expect([unit.zeros, unit.read("holding", 0, 2), tares.length]).toEqual([3, [0xf, 0xffff], 1]);
    expect(new Set(weights(unit))).toEqual(new Set([0]));
  });

  it.each([
    ["half a mask", 0, [1], "modbus-illegal-value"],
    ["the other half", 1, [1], "modbus-illegal-value"],
    ["a mask beyond its channels", 0, [0, 4], "modbus-illegal-value"],
    ["no channel", 0, [0, 0], "modbus-illegal-value"],
    ["channels without a value", 0, [0, 2], "modbus-illegal-value"],
    ["another address", 1, [0, 1], "modbus-illegal-address"],
  ])("tares nothing for %s", (_, address, values, code) => {
    const unit = board({ channels: 2 });
    unit.show([5, Number.NaN]);
    expect(() => {
      unit.write("holding", address, values);
    }).toThrow(expect.objectContaining({ code }));
    expect([unit.zeros, weights(unit)[0]]).toEqual([0, 5]);
  });

  it("has nothing behind its last register, nor in other tables", () => {
    const unit = board({ channels: 2 });
    expect(unit.read("input", 0, 10)).toHaveLength(10);
    for (const [table, address, count] of [
      ["input", 0, 11],
      ["holding", 2, 1],
      ["coils", 0, 1],
      ["discrete", 0, 1],
    ] as const) {
      expect(() => unit.read(table, address, count)).toThrow(
        expect.objectContaining({ code: "modbus-illegal-address" }),
      );
    }
  });

  it("counts the samples that nobody has read before they were replaced", () => {
    const unit = board({ channels: 1 });
    for (const read of [true, false, false, true]) {
      unit.show([1]);
      if (read) weights(unit);
    }
    head(unit);
    expect(unit.said.get("weights")).toEqual({ said: 4, heard: 2, unheard: 2 });
  });

  it("refuses channels and samples that it cannot have", () => {
    for (const channels of [0, 25, 1.5]) {
      expect(() => board({ channels })).toThrow(expect.objectContaining({ code: "emulator-misused" }));
    }
    expect(() => board({ channels: 2 }).show([1])).toThrow(expect.objectContaining({ code: "emulator-misused" }));
  });
});
