import { type Clock, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { every } from "./ticker.ts";

describe("a ticker", () => {
  it("keeps its grid when a timer runs late, and tells how many ticks were left out", () => {
    const clock = new VirtualClock(0);
    const late = { now: () => clock.now(), schedule: (ms: number, task: () => void) => clock.schedule(ms + lag, task) };
    let lag = 0;
    const ticks: (readonly [number, number])[] = [];
    const stop = every(late, 100, (missed) => {
      ticks.push([clock.now(), missed]);
      lag = ticks.length === 2 ? 230 : 0;
    });
    clock.advanceTo(600);
    stop();
    // The timer of the third tick was made before the second one's task made the next lag.
    expect(ticks).toEqual([
      [0, 0],
      [100, 0],
      [200, 0],
      [530, 2],
      [600, 0],
    ]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("does not drift with a period that is no whole number, nor when timers run a little early", () => {
    const clock = new VirtualClock(0);
    const early: Clock = { now: () => clock.now(), schedule: (ms, task) => clock.schedule(Math.floor(ms), task) };
    let count = 0;
    const stop = every(early, 1_000 / 30, () => {
      count += 1;
    });
    clock.advanceTo(10_000);
    stop();
    expect(count).toBeGreaterThanOrEqual(300);
    expect(count).toBeLessThanOrEqual(302);
  });

  it("goes on at once when the host's clock is set back an hour", () => {
    const clock = new VirtualClock(0);
    let step = 0;
    const stepped: Clock = { now: () => clock.now() + step, schedule: (ms, task) => clock.schedule(ms, task) };
    let count = 0;
    const stop = every(stepped, 100, () => {
      count += 1;
    });
    clock.advanceTo(1_000);
    step = -3_600_000;
    clock.advanceTo(2_000);
    stop();
    expect(count).toBe(21);
  });
});
