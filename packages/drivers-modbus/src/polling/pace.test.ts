import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

function pace() {
  const said: (string | undefined)[] = [];
  return { said, pace: new Pace(10, { set: (_, reason) => said.push(reason?.code) }) };
}

describe("the pace of a bus", () => {
  it("is complained of when every other poll was not done in time", () => {
    const it = pace();
    for (let tick = 0; tick < 100; tick += 1) it.pace.tick(0, tick % 3 === 0);
    expect(it.said).toEqual(["timeout"]);
    for (let tick = 0; tick < 100; tick += 1) it.pace.tick(0, true);
    expect(it.said).toEqual(["timeout", undefined]);
    expect(it.pace.skipped).toBe(66);
  });

  it("is not blamed for the ticks of an hour by which the host's clock was set", () => {
    const it = pace();
    it.pace.tick(36_000, true);
    for (let tick = 0; tick < 300; tick += 1) it.pace.tick(0, true);
    expect(it.said).toEqual([undefined, undefined, undefined]);
    expect(it.pace.skipped).toBe(36_000);
  });
});
