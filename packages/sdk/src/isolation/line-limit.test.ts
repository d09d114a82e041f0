import { expect, it } from "vitest";
import { VirtualClock } from "../time/virtual-clock.ts";
import { LineLimit } from "./line-limit.ts";

it("lets a hundred lines through in ten seconds, and says with the next how many it did not", () => {
  const clock = new VirtualClock(0);
  const limit = new LineLimit(clock);
  const passed = Array.from({ length: 150 }, () => limit.pass());
  expect(passed.filter((missed) => missed === 0)).toHaveLength(100);
  expect(passed.slice(100).every((missed) => missed === undefined)).toBe(true);
  clock.advanceTo(9_999);
  expect(limit.pass()).toBeUndefined();
  clock.advanceTo(10_000);
  expect([limit.pass(), limit.pass()]).toEqual([51, 0]);
});
