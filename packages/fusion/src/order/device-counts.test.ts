import { describe, expect, it } from "vitest";
import { countsOf, troubleOf } from "./device-counts.ts";
import { createSource } from "./source.ts";

function counted(inTime: number, late: number, dropped = 0) {
  const source = createSource(100);
  Object.assign(source.counts, { inTime, late, dropped, twice: 3 });
  return source;
}

describe("the counts of a device", () => {
  it("come with the bound that was learned", () => {
    expect(countsOf(counted(5, 1))).toEqual({ inTime: 5, late: 1, dropped: 0, twice: 3, bound: 100 });
  });
});

describe("trouble with a device", () => {
  it("is ten late readings that are a twentieth of all, or one that was dropped", () => {
    expect(troubleOf("a", counted(190, 10))).toEqual({ device: "a", readings: 200, late: 10, dropped: 0 });
    expect(troubleOf("a", counted(191, 10))).toBeUndefined();
    expect(troubleOf("a", counted(0, 9))).toBeUndefined();
    expect(troubleOf("a", counted(600, 0, 1))).toEqual({ device: "a", readings: 601, late: 0, dropped: 1 });
  });

  it("is counted anew each time", () => {
    const source = counted(20, 10, 2);
    expect(troubleOf("a", source)).toMatchObject({ late: 10, dropped: 2 });
    expect(troubleOf("a", source)).toBeUndefined();
    source.counts.dropped += 1;
    source.counts.inTime += 4;
    expect(troubleOf("a", source)).toEqual({ device: "a", readings: 5, late: 0, dropped: 1 });
  });
});
