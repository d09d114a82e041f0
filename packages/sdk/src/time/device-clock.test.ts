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

describe("a device's clock that can be asked", () => {
  it("is off by what lies half-way between question and answer", () => {
    const clock = new DeviceClock();
    expect(clock.measured(1_000, 3_601_100, 1_200)).toBe(-3_600_000);
    expect(clock.correct(3_601_150, 1_180)).toBe(1_150);
  });

  it("is measured best by the shortest way there and back", () => {
    const clock = new DeviceClock();
    clock.measured(0, 5_000, 400);
    clock.measured(1_000, 6_010, 1_020);
    clock.measured(2_000, 7_300, 2_600);
    expect(clock.offset).toBe(-5_000);
  });

  it("forgets the measurements of long ago, for clocks drift", () => {
    const clock = new DeviceClock();
    clock.measured(0, 0, 0);
    for (let n = 1; n <= 8; n += 1) clock.measured(n * 60_000, n * 60_010, n * 60_000 + 100);
    expect(clock.offset).toBeLessThan(0);
  });

  it("was set, as after a reboot, when no delay explains the difference; then only the new measurement counts", () => {
    const clock = new DeviceClock();
    clock.measured(10_000, 10_000, 10_010);
    expect(clock.measured(20_000, 20_900, 21_000)).toBe(0);
    expect(clock.measured(30_000, 4_000, 30_900)).toBe(26_445);
    expect(clock.correct(4_555, 31_000)).toBe(31_005);
  });

  it("cannot be measured with an answer that is no time, nor while the host's clock is set back", () => {
    const clock = new DeviceClock();
    expect(clock.measured(0, Number.NaN, 10)).toBe(0);
    expect(clock.measured(100, 5_000, 50)).toBe(0);
    expect(clock.offset).toBe(0);
  });

  it("is asked again when a reading cannot be right; until then its arrival counts", () => {
    const clock = new DeviceClock();
    let doubts = 0;
    clock.onDoubt = () => {
      doubts += 1;
    };
    const now = 100_000_000;
    clock.measured(now, now, now);
    expect(clock.correct(now + 7_200_000, now)).toBe(now);
    expect(clock.correct(now - 7_200_000, now + 1)).toBe(now + 1);
    expect(doubts).toBe(2);
    clock.measured(now + 10, now + 7_200_010, now + 10);
    expect(clock.correct(now + 7_200_020, now + 20)).toBe(now + 20);
  });

  it("is believed about what is long past once it was asked again: that reading is late", () => {
    const clock = new DeviceClock();
    const now = 100_000_000;
    clock.measured(now, now, now);
    expect(clock.correct(now - 600_000, now)).toBe(now);
    clock.measured(now + 1_000, now + 1_000, now + 1_000);
    expect(clock.correct(now - 599_000, now + 1_001)).toBe(now - 599_000);
    expect(clock.offset).toBe(0);
  });
});
