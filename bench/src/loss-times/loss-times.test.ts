import { describe, expect, it } from "vitest";
import { measureLosses } from "./measure.ts";
import { isGood, reportLosses } from "./report.ts";

describe("losses of every kind, in every way", () => {
  it("are on the status in time, each once at a chance moment", async () => {
    const all = await measureLosses(50, 3);
    expect(all.flatMap(({ took }) => took).length).toBeGreaterThanOrEqual(50);
    expect(
      all.filter((each) => !isGood(each)),
      reportLosses(all).join("\n"),
    ).toEqual([]);
  }, 60_000);
});
