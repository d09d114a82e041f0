import { VirtualClock } from "@aisle/sdk";
import { expect, it } from "vitest";
import { WrongTries } from "./wrong-tries.ts";

function fail(tries: WrongTries, address: string | undefined, times = 10): void {
  for (let i = 0; i < times; i += 1) tries.failed(address);
}

it("the tenth wrong try locks its address for the rest of the minute, and no other", () => {
  const clock = new VirtualClock(5_000);
  const tries = new WrongTries(clock);
  fail(tries, "10.0.0.1", 9);
  expect(tries.wait("10.0.0.1")).toBe(0);
  clock.advanceTo(35_500);
  tries.failed("10.0.0.1");
  expect(tries.wait("10.0.0.1")).toBe(30);
  expect(tries.wait("10.0.0.2")).toBe(0);
  clock.advanceTo(65_000);
  expect(tries.wait("10.0.0.1")).toBe(0);
});

it.each([
  ["2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1"],
  ["fe80::1%eth0", "fe80::2", "fe81::1"],
  ["::ffff:10.0.0.1", "10.0.0.1", "10.0.0.2"],
])("%s is locked together with %s, and without %s", (wrong, same, other) => {
  const tries = new WrongTries(new VirtualClock());
  fail(tries, wrong);
  expect(tries.wait(same)).toBeGreaterThan(0);
  expect(tries.wait(other)).toBe(0);
});

it("of more than a thousand addresses the first is forgotten", () => {
  const tries = new WrongTries(new VirtualClock());
  for (let i = 0; i < 1_000; i += 1) fail(tries, `10.0.${i >> 8}.${i & 255}`);
  expect(tries.wait("10.0.0.0")).toBeGreaterThan(0);
  tries.failed("11.0.0.1");
  expect(tries.wait("10.0.0.0")).toBe(0);
  expect(tries.wait("10.0.0.1")).toBeGreaterThan(0);
});

it("a clock that is set back locks nobody out for longer than a minute", () => {
  let now = 1e12;
  const tries = new WrongTries({ now: () => now, schedule: () => () => undefined });
  fail(tries, "10.0.0.1");
  now -= 3_600_000;
  expect(tries.wait("10.0.0.1")).toBe(0);
});
