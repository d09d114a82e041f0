import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { createDeviceClock } from "./device-clock.ts";

const start = Date.UTC(2030, 0, 7, 8);
const hour = 3_600_000;
const clocks = (clockOffset: number, clockDrift: number) =>
  Array.from({ length: 40 }, (_, k) => createDeviceClock({ clockOffset, clockDrift }, createChance(k)));

describe("the clock of a device", () => {
  it("shows the store's time when nothing is to be wrong", () => {
    for (const clock of clocks(0, 0)) expect([clock(start), clock(start + hour)]).toEqual([start, start + hour]);
  });

  it("is off by a constant, each device by its own, either way, and shows whole milliseconds", () => {
    const off = clocks(100, 0).map((clock) => {
      const first = clock(start) - start;
      expect(clock(start + hour) - start - hour).toBe(first);
      return first;
    });
    expect(off.every(Number.isInteger)).toBe(true);
    expect(Math.max(...off)).toBeGreaterThan(70);
    expect(Math.min(...off)).toBeLessThan(-70);
    expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(100);
  });

  it("runs fast or slow by so many millionths at most", () => {
    const gained = clocks(0, 50).map((clock) => clock(start + hour) - hour - clock(start));
    expect(Math.max(...gained)).toBeGreaterThan(120);
    expect(Math.min(...gained)).toBeLessThan(-120);
    expect(Math.max(...gained.map(Math.abs))).toBeLessThanOrEqual(181);
  });
});
