import { describe, expect, it } from "vitest";
import { VirtualClock } from "../time/virtual-clock.ts";
import { Heartbeat } from "./heartbeat.ts";

/** A clock that counts the timers set on it. */
class CountingClock extends VirtualClock {
  timers = 0;

  override schedule(delayMs: number, task: () => void): () => void {
    this.timers += 1;
    return super.schedule(delayMs, task);
  }
}

describe("a heartbeat", () => {
  it("runs all of one period by one timer, each again and again", () => {
    const clock = new CountingClock(0);
    const heartbeat = new Heartbeat(clock);
    let looks = 0;
    for (let n = 0; n < 1_000; n += 1) heartbeat.every(250, () => (looks += 1));
    clock.advanceTo(1_000);
    expect(looks).toBe(4_000);
    expect(clock.timers).toBe(5);
  });

  it("leaves no timer when the last is cancelled, also from inside a beat, and begins again", () => {
    const clock = new VirtualClock(0);
    const heartbeat = new Heartbeat(clock);
    const ran: number[] = [];
    const cancel = heartbeat.every(10, () => {
      ran.push(clock.now());
      cancel();
      cancel();
    });
    const other = heartbeat.every(7, () => undefined);
    other();
    clock.advanceTo(100);
    expect(ran).toEqual([10]);
    expect(clock.nextTimerAt()).toBeUndefined();
    heartbeat.every(10, () => ran.push(clock.now()));
    clock.advanceTo(110);
    expect(ran).toEqual([10, 110]);
  });

  it("keeps the beat of the others for one that comes later", () => {
    const clock = new VirtualClock(0);
    const heartbeat = new Heartbeat(clock);
    const late: number[] = [];
    heartbeat.every(100, () => undefined);
    clock.advanceTo(70);
    heartbeat.every(100, () => late.push(clock.now()));
    clock.advanceTo(250);
    expect(late).toEqual([100, 200]);
  });
});
