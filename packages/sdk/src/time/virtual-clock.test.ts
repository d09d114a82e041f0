import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAisleError } from "../errors/aisle-error.ts";
import { VirtualClock } from "./virtual-clock.ts";

describe("virtual time", () => {
  it("runs timers in order of due time, then of scheduling, at their own time, cancelled ones never", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ delay: fc.integer({ min: -5, max: 50 }), cancel: fc.boolean() })), (plan) => {
        const clock = new VirtualClock(100);
        const ran: [number, number][] = [];
        const cancels = plan.map(({ delay }, index) => clock.schedule(delay, () => ran.push([clock.now(), index])));
        plan.forEach(({ cancel }, index) => {
          if (cancel) cancels[index]?.();
        });
        const expected = plan
          .flatMap(({ delay, cancel }, index): [number, number][] =>
            cancel ? [] : [[100 + Math.max(0, delay), index]],
          )
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(clock.nextTimerAt()).toBe(expected[0]?.[0]);
        expect(clock.advanceTo(125) + clock.advanceTo(200)).toBe(expected.length);
        expect(ran).toEqual(expected);
        expect(clock.now()).toBe(200);
        expect(clock.nextTimerAt()).toBeUndefined();
      }),
    );
  });

  it("runs a timer set by a timer in the same advance when it is due by then", () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    const again = (): void => {
      ran.push(clock.now());
      clock.schedule(10, again);
    };
    clock.schedule(10, again);
    expect(clock.advanceTo(35)).toBe(3);
    expect(ran).toEqual([10, 20, 30]);
    expect(clock.nextTimerAt()).toBe(40);
  });

  it("never runs a timer inside the call that schedules it", () => {
    const clock = new VirtualClock(0);
    let ran = false;
    clock.schedule(0, () => {
      ran = true;
    });
    expect(ran).toBe(false);
    clock.advanceTo(0);
    expect(ran).toBe(true);
  });

  it.each([9, Number.NaN])("refuses to go from 10 to %s", (to) => {
    const clock = new VirtualClock(10);
    expect(() => clock.advanceTo(to)).toThrow(
      expect.toSatisfy((error) => isAisleError(error) && error.code === "clock-refused"),
    );
    expect(clock.now()).toBe(10);
  });

  it("stays usable when a task throws", () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.schedule(1, () => {
      throw new RangeError("task");
    });
    clock.schedule(2, () => ran.push("later"));
    expect(() => clock.advanceTo(5)).toThrow(RangeError);
    clock.advanceTo(5);
    expect(ran).toEqual(["later"]);
  });

  it("lets work started by a timer go on at its own time, not at the end of the run", async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.schedule(ms, resolve));
    const work = (async () => {
      for (let i = 0; i < 3; i += 1) {
        await wait(10);
        await Promise.resolve();
        seen.push(clock.now());
      }
    })();
    await clock.run(100);
    await work;
    expect(seen).toEqual([10, 20, 30]);
    expect(clock.now()).toBe(100);
  });

  it("keeps no cancelled timer: a million set and cancelled leave nothing behind", () => {
    const clock = new VirtualClock(0);
    for (let i = 0; i < 1_000_000; i += 1) clock.schedule(1e9, () => undefined)();
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});
