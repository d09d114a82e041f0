import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModbusUnit } from "../wire/devices.ts";
import { answerPdu } from "./answer-pdu.ts";
import { illegalAddress, illegalValue } from "./exceptions.ts";

/** A unit that holds all 65,536 of everything: a word is its address, a bit is odd. */
function wholeUnit() {
  const writes: { table: string; address: number; values: readonly number[] }[] = [];
  const unit: ModbusUnit = {
    read: (table, address, count) =>
      Array.from({ length: count }, (_, index) =>
        table === "coils" || table === "discrete" ? (address + index) & 1 : address + index,
      ),
    write: (table, address, values) => writes.push({ table, address, values }),
  };
  return { unit, writes };
}

const ask = (unit: ModbusUnit, ...pdu: number[]): number[] => [...answerPdu(unit, Uint8Array.from(pdu))];

describe("a unit's answer", () => {
  it("has the bits of functions 1 and 2, the first in the lowest bit, and zeros behind the last", () => {
    const { unit } = wholeUnit();
    expect(ask(unit, 1, 0, 0, 0, 10)).toEqual([1, 2, 0b10101010, 0b10]);
    expect(ask(unit, 2, 0, 1, 0, 3)).toEqual([2, 1, 0b101]);
  });

  it("has the words of functions 3 and 4, high byte first", () => {
    const { unit } = wholeUnit();
    expect(ask(unit, 3, 0x12, 0x34, 0, 2)).toEqual([3, 4, 0x12, 0x34, 0x12, 0x35]);
    expect(ask(unit, 4, 0xff, 0xff, 0, 1)).toEqual([4, 2, 0xff, 0xff]);
  });

  it("repeats what functions 5, 6, 15 and 16 have written", () => {
    const { unit, writes } = wholeUnit();
    expect(ask(unit, 5, 0, 3, 0xff, 0)).toEqual([5, 0, 3, 0xff, 0]);
    expect(ask(unit, 6, 0, 1, 0xab, 0xcd)).toEqual([6, 0, 1, 0xab, 0xcd]);
    expect(ask(unit, 15, 0, 4, 0, 10, 2, 0b11001101, 0b1)).toEqual([15, 0, 4, 0, 10]);
    expect(ask(unit, 16, 0, 8, 0, 2, 4, 0, 1, 2, 3)).toEqual([16, 0, 8, 0, 2]);
    expect(writes).toEqual([
      { table: "coils", address: 3, values: [1] },
      { table: "holding", address: 1, values: [0xabcd] },
      { table: "coils", address: 4, values: [1, 0, 1, 1, 0, 0, 1, 1, 1, 0] },
      { table: "holding", address: 8, values: [1, 0x203] },
    ]);
  });

  it.each([
    ["1 to 2000 coils", [1, 0, 0, 0x07, 0xd0], [1, 0, 0, 0x07, 0xd1], [1, 0, 0, 0, 0]],
    ["1 to 125 registers", [3, 0, 0, 0, 125], [3, 0, 0, 0, 126], [4, 0, 0, 0, 0]],
    ["coils that are on or off", [5, 0, 0, 0, 0], [5, 0, 0, 0, 1], [5, 0, 0, 0xff, 0xff]],
    ["as many bits as it says", [15, 0, 0, 0, 9, 2, 1, 1], [15, 0, 0, 0, 9, 1, 1], [15, 0, 0, 0, 9, 2, 1]],
    ["as many words as it says", [16, 0, 0, 0, 1, 2, 1, 1], [16, 0, 0, 0, 1, 2, 1], [16, 0, 0, 0, 1, 4, 1, 1, 1, 1]],
    ["a request of the right length", [6, 0, 0, 0, 0], [6, 0, 0, 0], [3, 0, 0, 0, 1, 0]],
  ])("is exception 3 to anything but %s", (_, right, ...wrong) => {
    const { unit } = wholeUnit();
    expect(ask(unit, ...right)[0]).toBe(right[0]);
    for (const pdu of wrong) expect(ask(unit, ...pdu)).toEqual([pdu[0]! | 0x80, 3]);
  });

  it("is exception 1 to a function that it does not have and 2 beyond the last address", () => {
    const { unit } = wholeUnit();
    for (const code of [7, 8, 11, 22, 23, 43, 100]) expect(ask(unit, code, 0, 0, 0, 1)).toEqual([code | 0x80, 1]);
    expect(ask(unit, 3, 0xff, 0xff, 0, 2)).toEqual([0x83, 2]);
  });

  it("tells what the unit raises: 2 and 3 where it says so, 4 for anything else and for values that are none", () => {
    const raising = (thrown: unknown): ModbusUnit => ({
      read: () => {
        throw thrown;
      },
      write: () => undefined,
    });
    expect(ask(raising(illegalAddress("nothing")), 3, 0, 0, 0, 1)).toEqual([0x83, 2]);
    expect(ask(raising(illegalValue("this")), 3, 0, 0, 0, 1)).toEqual([0x83, 3]);
    expect(ask(raising("not an error"), 3, 0, 0, 0, 1)).toEqual([0x83, 4]);
    for (const values of [[65_536], [-1], [1.5], [1, 2], []]) {
      expect(ask({ read: () => values, write: () => undefined }, 3, 0, 0, 0, 1)).toEqual([0x83, 4]);
    }
  });

  it("is at most 253 bytes to whatever comes, and never throws", () => {
    const { unit } = wholeUnit();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (pdu) => {
        const answer = answerPdu(unit, pdu);
        expect(answer.length).toBeGreaterThanOrEqual(2);
        expect(answer.length).toBeLessThanOrEqual(253);
      }),
      { numRuns: 2_000 },
    );
  });
});
