import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeviceClock } from "./device-clock.ts";

/** Readings every 100 ms that arrive `latency` after they happened, by a clock that is `wrong` ms ahead. */
function correctAll(clock: DeviceClock, from: number, count: number, wrong: number, latency = 80): number[] {
  return Array.from({ length: count }, (_, i) => {
    const true_ = from + i * 100;
    return clock.correct(true_ + wrong, true_ + latency) - true_;
  });
}

describe("the clock of a device", () => {
  it("is left alone while it is less than a second off its readings' arrival", () => {
    const clock = new DeviceClock();
    expect(correctAll(clock, 0, 50, -700)).toEqual(new Array(50).fill(-700));
    expect(clock.offset).toBe(0);
  });

  it.each([3_600_000, -3_600_000, 5_000, -5_000])("that is %i ms off is put right after a second", (wrong) => {
    const errors = correctAll(new DeviceClock(), 1e12, 40, wrong);
    // Put right but for the latency, which nobody can tell from the clock.
    expect(errors.slice(10)).toEqual(new Array(30).fill(80));
  });

  it("never gives a time in the future meanwhile, nor one more than a minute old", () => {
    for (const error of correctAll(new DeviceClock(), 1e12, 40, 3_600_000)) expect(error).toBeLessThanOrEqual(80);
    for (const error of correctAll(new DeviceClock(), 1e12, 40, -3_600_000))
      expect(error).toBeGreaterThanOrEqual(-60_000);
  });

  it("is put right again when it steps again", () => {
    const clock = new DeviceClock();
    correctAll(clock, 0, 40, 5_000);
    expect(correctAll(clock, 10_000, 40, 0).slice(10)).toEqual(new Array(30).fill(80));
  });

  it("is believed when one reading is late", () => {
    const clock = new DeviceClock();
    correctAll(clock, 0, 10, 0);
    expect(clock.correct(1_000, 4_000)).toBe(1_000);
    expect(clock.correct(4_000, 4_080)).toBe(4_000);
    expect(clock.offset).toBe(0);
  });

  it("is believed when a gate that seldom says a thing is late twice on end", () => {
    const clock = new DeviceClock();
    expect(clock.correct(10_000, 11_300)).toBe(10_000);
    expect(clock.correct(20_000, 21_200)).toBe(20_000);
    expect(clock.correct(30_000, 30_050)).toBe(30_000);
  });

  it("is believed when a backlog arrives at once", () => {
    const clock = new DeviceClock();
    for (let at = 0; at < 20_000; at += 40) expect(clock.correct(at, 20_000 + at / 1_000)).toBe(at);
    expect(clock.offset).toBe(0);
  });

  it("is put right by two scans a long time apart, as a scanner's are", () => {
    const clock = new DeviceClock();
    clock.correct(90_000, 10_000);
    expect(clock.correct(120_000, 40_000)).toBe(40_000);
    expect(clock.correct(150_000, 70_100)).toBe(70_000);
  });

  it("never gives a time more than a second ahead of arrival, whatever comes", () => {
    const reading = fc.record({
      at: fc.integer({ min: -1e6, max: 1e6 }),
      wait: fc.integer({ min: -2_000, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(reading), (readings) => {
        const clock = new DeviceClock();
        let now = 0;
        for (const { at, wait } of readings) {
          now += wait;
          expect(clock.correct(at, now)).toBeLessThanOrEqual(now + 1_000);
        }
      }),
    );
  });
});
