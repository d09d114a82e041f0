import { describe, expect, it } from "vitest";
import { deviceVerdict, verdict } from "./verdict.ts";

describe("the verdict on a timed run", () => {
  it("passes five receipts of which four in five are exact", () => {
    expect(verdict({ receipts: 5, withTruth: 5, exact: 4, missed: 0 }, 60)).toEqual([]);
  });

  it("fails fewer than five receipts", () => {
    expect(verdict({ receipts: 4, withTruth: 4, exact: 4, missed: 0 }, 60)).toEqual([
      "4 receipts were closed; at least 5 were expected; give shoppers longer: --for 120",
    ]);
  });

  it("names a longer time only where nothing but the time was wrong", () => {
    expect(verdict({ receipts: 0, withTruth: 0, exact: 0, missed: 0 }, 40)).toEqual([
      "0 receipts were closed; at least 5 were expected; give shoppers longer: --for 80",
    ]);
    const wrong = verdict({ receipts: 2, withTruth: 2, exact: 0, missed: 0 }, 40);
    expect(wrong).toHaveLength(2);
    expect(wrong.join()).not.toContain("--for");
  });

  it("fails when less than 80 % are exact, and never rounds 79.9 % up", () => {
    expect(verdict({ receipts: 1000, withTruth: 1000, exact: 799, missed: 0 }, 60)).toEqual([
      "79 % of the receipts were exact (799 of 1000); at least 80 % were expected",
    ]);
  });

  it("fails when nothing could be compared", () => {
    expect(verdict({ receipts: 9, withTruth: 0, exact: 0, missed: 0 }, 60)).toHaveLength(1);
  });
});

describe("the verdict on a timed run of devices", () => {
  it("fails where every device is blocked, and only then", () => {
    expect(deviceVerdict(["blocked", "blocked"])).toEqual([expect.stringContaining("every device")]);
    expect(deviceVerdict(["blocked", "offline"])).toEqual([]);
    expect(deviceVerdict([])).toEqual([]);
  });
});
