import { describe, expect, it } from "vitest";
import { truthOverlay } from "./overlay.ts";
import { checkTruth } from "./replay-truth.ts";
import { did, morning, truth, truthReceipt } from "./truth.fixture.ts";

const good = truth([truthReceipt()], [did(1)]);

describe("the truth of a recording", () => {
  it("is taken as it is, with fields that nobody knows", () => {
    const given: unknown = JSON.parse(JSON.stringify({ ...good, paths: { p1: [[0, 1, 2]] }, extra: true }));
    expect(checkTruth(given)).toEqual(given);
  });

  it.each([
    ["the whole", null],
    ["t0", { ...good, t0: "now" }],
    ["paths.p1", { ...good, paths: { p1: [[0, 1]] } }],
    ["receipts[0].persons", { ...good, receipts: [truthReceipt({ persons: [7 as unknown as string] })] }],
    ["receipts[0].items", { ...good, receipts: [truthReceipt({ items: [{ gtin: "1", quantity: 0.5 }] })] }],
    ["interactions[0].kind", { ...good, interactions: [{ ...did(1), kind: "steal" }] }],
    ["interactions[0].quantity", { ...good, interactions: [did(1, { quantity: 0 })] }],
  ])("is refused where it is not right: %s", (at, value) => {
    expect(() => checkTruth(value)).toThrow(
      expect.objectContaining({
        code: "console-truth-invalid",
        message: expect.stringContaining(`at ${at}:`) as string,
      }),
    );
  });
});

describe("the paths of a page", () => {
  it("have at most ten points a second and their last", () => {
    const path = Array.from({ length: 101 }, (_, i) => [i * 33, i / 1000, 2.34567] as const);
    const [{ points } = { points: [] }] = truthOverlay({ ...good, paths: { p1: path } }).paths;
    expect(points[0]).toEqual([morning, 0, 2.35]);
    expect(points.at(-1)?.[0]).toBe(morning + 3_300);
    expect(points).toHaveLength(26);
    const steps = points.slice(1, -1).map(([t], i) => t - (points[i]?.[0] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(99);
  });

  it("get coarser where there are so many that a page would wait for them", () => {
    const path = Array.from({ length: 20_000 }, (_, i) => [i * 100, 12.34, 56.78] as const);
    const paths = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, path]));
    const overlay = truthOverlay({ ...good, paths });
    expect(JSON.stringify(overlay).length).toBeLessThan(2_000_000);
    expect(overlay.paths.every(({ points }) => points.length > 1_000)).toBe(true);
  });
});
