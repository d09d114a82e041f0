import { expect, it } from "vitest";
import { fakeIo } from "../testing/fake-io.ts";
import { doneWithin, watchInterrupts } from "./interrupts.ts";

it("asks for a clean end at the first interrupt and ends at once at the second", () => {
  const io = fakeIo();
  const interrupts = watchInterrupts(io);
  io.interrupt("SIGTERM");
  expect([interrupts.signal.aborted, interrupts.cause, io.exits.length]).toEqual([true, "SIGTERM", 0]);
  io.clock.advanceTo(1_000);
  io.interrupt("SIGINT");
  expect(io.exits).toEqual([130]);
  interrupts.dispose();
  expect(io.handlers).toBe(0);
});

it("takes interrupts that come together for one key press, as when npm passes on what the terminal sent to all", () => {
  const io = fakeIo();
  watchInterrupts(io);
  io.interrupt("SIGINT");
  io.interrupt("SIGINT");
  io.clock.advanceTo(100);
  io.interrupt("SIGINT");
  expect(io.exits).toEqual([]);
});

it("waits for work no longer than it may take, and leaves no timer", async () => {
  const { clock } = fakeIo();
  expect(await doneWithin(clock, 2_000, Promise.resolve())).toBe(true);
  expect(clock.nextTimerAt()).toBeUndefined();
  const never = doneWithin(clock, 2_000, new Promise(() => undefined));
  clock.advanceTo(2_000);
  expect(await never).toBe(false);
  await expect(doneWithin(clock, 2_000, Promise.reject(new TypeError("x")))).rejects.toThrow("x");
  expect(clock.nextTimerAt()).toBeUndefined();
});
