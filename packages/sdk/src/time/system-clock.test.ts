import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "./system-clock.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it("the host's clock waits longer than Node's timers can, and cancels such a wait too", () => {
  const days = 86_400_000;
  const ran: number[] = [];
  systemClock.schedule(60 * days, () => ran.push(systemClock.now()));
  const cancel = systemClock.schedule(60 * days, () => ran.push(-1));
  vi.advanceTimersByTime(59 * days);
  cancel();
  expect(ran).toEqual([]);
  vi.advanceTimersByTime(2 * days);
  expect(ran).toEqual([1_000 + 60 * days]);
  expect(vi.getTimerCount()).toBe(0);
});

it("the host's clock runs a task at once, but never inside the call, where the wait is not positive", () => {
  const ran: string[] = [];
  systemClock.schedule(-5, () => ran.push("task"));
  systemClock.schedule(Number.NaN, () => ran.push("nan"));
  expect(ran).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ran).toEqual(["task", "nan"]);
});
