import { describe, expect, it } from "vitest";
import { addScores, f1, honestyOf, noScore, quantile, type ScoredReceipt, scoreReceipts } from "./index.ts";

const truth = {
  receipts: [
    { credential: "A", persons: ["p1"], enteredAt: 0, exitedAt: 100, items: [{ gtin: "123", quantity: 2 }] },
    { credential: null, persons: ["p2"], enteredAt: 50, exitedAt: 150, items: [{ gtin: "456", quantity: 1 }] },
    { credential: null, persons: ["p3"], enteredAt: 0, exitedAt: 40, items: [] },
  ],
  interactions: [
    { t: 20, left: 25, person: "p1", kind: "pick", gtin: "123", quantity: 2, plate: "a" },
    { t: 60, left: 70, person: "p2", kind: "pick", gtin: "456", quantity: 1, plate: "b" },
  ],
} as const;

function told(credential: string | null, gtin: string, quantity: number, times = [0, 100]): ScoredReceipt {
  const unit = { at: 21, provisionalAt: 30, settledAt: 45, confidence: 0.9, review: false };
  const units = Array.from({ length: quantity }, () => unit);
  return { credential, enteredAt: times[0]!, exitedAt: times[1]!, items: [{ gtin, quantity, units }] };
}

describe("scoring receipts", () => {
  it("counts units right, wrong and missed, and takes GTINs with and without leading zeros for the same", () => {
    const score = scoreReceipts(truth, { receipts: [told("A", "00000000000123", 3)] });
    expect(score).toMatchObject({ tp: 2, fp: 1, fn: 1, sessions: 3, exact: 1 });
  });

  it("calls a receipt exact only where nothing is missed and nothing is too much", () => {
    expect(scoreReceipts(truth, { receipts: [told("A", "123", 2)] }).exact).toBe(2);
    expect(scoreReceipts(truth, { receipts: [told("A", "123", 1)] }).exact).toBe(1);
  });

  it("matches those without a credential by what is common, then by time", () => {
    const receipts = [told(null, "999", 1, [50, 150]), told(null, "456", 1, [140, 160])];
    expect(scoreReceipts(truth, { receipts })).toMatchObject({ tp: 1, fp: 1, fn: 2 });
  });

  it("counts what a receipt of nobody says as wrong", () => {
    expect(scoreReceipts(truth, { receipts: [told("B", "123", 2)] })).toMatchObject({ tp: 0, fp: 2, fn: 3 });
  });

  it("measures from the moment when the hand had left", () => {
    const { units } = scoreReceipts(truth, { receipts: [told("A", "123", 3)] });
    expect(units[0]).toEqual({ right: true, confidence: 0.9, review: false, provisional: 5, settled: 20 });
    expect(units[2]).toMatchObject({ right: false, provisional: null, settled: null });
  });
});

describe("honesty of units", () => {
  const unit = { review: false, provisional: null, settled: null };

  it("is the distance between said and true confidence, and the share that was wrong unsaid", () => {
    const units = [
      { ...unit, right: true, confidence: 0.95 },
      { ...unit, right: false, confidence: 0.95 },
      { ...unit, right: false, confidence: 0.25, review: true },
    ];
    const { calibration, unflaggedWrong, review } = honestyOf(units);
    expect(calibration).toBeCloseTo((0.9 + 0.25) / 3);
    expect(unflaggedWrong).toBe(0.5);
    expect(review).toBeCloseTo(1 / 3);
  });

  it("says that nothing is known of no units", () => {
    expect(honestyOf([]).settled.p50).toBeNaN();
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([3, 1, 2], 0.95)).toBe(3);
  });
});

describe("sums of scores", () => {
  it("adds everything", () => {
    const one = scoreReceipts(truth, { receipts: [told("A", "123", 2)] });
    const two = addScores(addScores(noScore, one), one);
    expect(two).toMatchObject({ tp: 4, fn: 2, sessions: 6 });
    expect(two.units).toHaveLength(4);
    expect(f1(two)).toBeCloseTo(0.8);
    expect(f1(noScore)).toBe(1);
  });
});
