import { PlateFlag, seededRandom } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { readWeight } from "./read-weight.ts";
import { scaleReport } from "./reports.fixture.ts";

describe("a scale's data report", () => {
  it.each([
    ["grams", scaleReport(4, 2, 0, 500), 500],
    ["tenths of a gram", scaleReport(4, 2, -1, 1_234), 123.4],
    ["milligrams", scaleReport(4, 1, 1, 1_500), 15],
    ["kilograms", scaleReport(4, 3, -3, 1_234), 1_234],
    ["tenths of an ounce", scaleReport(4, 11, -1, 10), 28.349523125],
    ["hundredths of a pound", scaleReport(4, 12, -2, 250), 1_133.980925],
    ["as much as fits", scaleReport(4, 2, 0, 65_535), 65_535],
  ])("in %s becomes grams", (_, report, grams) => {
    const weight = readWeight(report, 3);
    expect(weight).toMatchObject({ flags: PlateFlag.Stable });
    expect((weight as { grams: number }).grams).toBeCloseTo(grams, 9);
  });

  it("tells zero, motion, and each reason for which there is no weight", () => {
    expect(readWeight(scaleReport(2), 3)).toEqual({ grams: 0, flags: PlateFlag.Stable, zero: true });
    expect(readWeight(scaleReport(3, 2, 0, 7), 3)).toEqual({ grams: 7, flags: 0 });
    expect(readWeight(scaleReport(1), 3)).toEqual({ grams: Number.NaN, flags: PlateFlag.Fault, fault: "fault" });
    expect(readWeight(scaleReport(5, 2, 0, 7), 3)).toEqual({ grams: Number.NaN, flags: PlateFlag.Under });
    expect(readWeight(scaleReport(6, 2, 0, 7), 3)).toEqual({ grams: Number.NaN, flags: PlateFlag.Over });
    expect(readWeight(scaleReport(7), 3)).toMatchObject({ flags: PlateFlag.Fault, fault: "calibration" });
    expect(readWeight(scaleReport(8), 3)).toMatchObject({ flags: PlateFlag.Fault, fault: "re-zeroing" });
  });

  it.each([
    ["a status that there is not", scaleReport(9)],
    ["no status", scaleReport(0)],
    ["a unit that is not the same everywhere", scaleReport(4, 5, 0, 1)],
    ["no unit", scaleReport(4, 0, 0, 1)],
    ["a scaling that no scale has", scaleReport(4, 2, 10, 1)],
    ["a weight that no plate holds", scaleReport(4, 3, 2, 60_000)],
    ["a report that is too short", scaleReport(4).slice(0, 5)],
    ["an empty report", new Uint8Array()],
  ])("with %s is none", (_, report) => {
    expect(readWeight(report, 3)).toBeTypeOf("string");
  });

  it("of another id is left alone", () => {
    expect(readWeight(scaleReport(4), 4)).toBeUndefined();
  });

  it("stands a million mutations and never gives a weight that cannot be", () => {
    const random = seededRandom(13);
    let weights = 0;
    for (let round = 0; round < 1_000_000; round += 1) {
      const report = scaleReport(1 + Math.floor(random() * 8), 2, -1, Math.floor(random() * 65_536)).slice(
        0,
        random() < 0.95 ? 6 : Math.floor(random() * 6),
      );
      if (report.length > 0 && random() < 0.5)
        report[Math.floor(random() * report.length)] = Math.floor(random() * 256);
      const weight = readWeight(report, 3);
      if (typeof weight !== "object") continue;
      weights += 1;
      const isWeight = weight.grams >= 0 && weight.grams <= 10_000_000 && weight.flags <= PlateFlag.Stable;
      const isNone = Number.isNaN(weight.grams) && weight.flags >= PlateFlag.Over;
      if (!isWeight && !isNone) throw new RangeError(JSON.stringify(weight));
    }
    expect(weights).toBeGreaterThan(100_000);
  });
});
