import { describe, expect, it } from "vitest";
import { barLine, isKept, kept, medianOf, sideBySide, tableLines } from "./index.ts";

describe("bars", () => {
  it("hold at the limit and are missed past it", () => {
    const bar = { what: "heap", value: 100, unit: "MB", atMost: 100 };
    expect(barLine(bar)).toBe("holds   heap: 100.0 MB (bar: at most 100)");
    expect(barLine({ ...bar, value: 101 })).toBe("MISSED  heap: 101.0 MB (bar: at most 100)");
    expect(isKept({ what: "F1", value: 94.9, unit: "%", atLeast: 95 })).toBe(false);
    expect(isKept({ what: "F1", value: 95, unit: "%", atLeast: 95 })).toBe(true);
  });

  it("are missed where nothing was measured", () => {
    expect(barLine({ what: "F1", value: Number.NaN, unit: "%", atLeast: 95 })).toContain("MISSED  F1: not measured");
  });
});

describe("side by side", () => {
  it("lets every contender do all the work in every round, after two that do not count", () => {
    const done = [0, 0];
    const work = (k: number) => (times: number) => (done[k] = (done[k] ?? 0) + times);
    const [a, b] = sideBySide(
      [
        { name: "a", run: work(0) },
        { name: "b", run: work(1) },
      ],
      10,
      3,
    );
    expect(done).toEqual([50, 50]);
    expect(kept).toEqual([50, 50]);
    expect([a?.name, b?.name]).toEqual(["a", "b"]);
    expect(a!.least).toBeLessThanOrEqual(a!.median);
  });

  it("takes the middle of what was measured", () => {
    expect(medianOf([9, 1, 5])).toBe(5);
  });
});

describe("tables", () => {
  it("puts names to the left and figures to the right", () => {
    expect(
      tableLines(
        ["", "ns"],
        [
          ["ours", "9"],
          ["theirs", "123"],
        ],
      ),
    ).toEqual(["         ns", "ours      9", "theirs  123"]);
  });
});
