import { describe, expect, it } from "vitest";
import { cartLine, morning, receipt, truth } from "../testing/samples.ts";
import type { CheckedReceipt } from "./compare.ts";
import { createReceiptCheck } from "./receipt-check.ts";

function checker(knowsTruth = true) {
  const told: CheckedReceipt[] = [];
  return { told, check: createReceiptCheck(knowsTruth, (checked) => void told.push(checked)) };
}

describe("bringing receipts and truths together", () => {
  it("works whichever of the two comes first", () => {
    const { told, check } = checker();
    check.receipt(receipt());
    expect(told).toHaveLength(0);
    check.truth(truth());
    check.truth(truth({ credential: "MEMBER-2" }));
    check.receipt(receipt({ credential: "MEMBER-2", lines: [cartLine("2000000000015", 1)] }));
    expect(told.map(({ exact }) => exact)).toEqual([true, false]);
    expect(check.counts).toEqual({ receipts: 2, withTruth: 2, exact: 1, missed: 0 });
  });

  it("keeps two visits of one member apart by their times", () => {
    const { told, check } = checker();
    const later = { enteredAt: morning + 100_000, exitedAt: morning + 160_000 };
    const laterTruth = truth({ ...later, items: [{ gtin: "2000000000015", quantity: 1 }] });
    check.truth(truth());
    check.truth(laterTruth);
    check.receipt(receipt({ ...later, lines: [cartLine("2000000000015", 1)] }));
    expect(told).toMatchObject([{ exact: true, truth: laterTruth }]);
  });

  it("tells a receipt at once where no truth will ever come", () => {
    const without = checker(false);
    without.check.receipt(receipt());
    expect(without.told).toMatchObject([{ missing: [], extra: [] }]);
    const anonymous = checker();
    anonymous.check.receipt(receipt({ credential: null }));
    expect(anonymous.told).toHaveLength(1);
    expect(anonymous.check.counts.withTruth).toBe(0);
  });

  it("misses no receipt of somebody who slipped in without a credential", () => {
    const { check } = checker();
    check.truth(truth({ credential: null }));
    check.advance(morning + 600_000);
    expect(check.counts.missed).toBe(0);
  });

  it("gives up on a receipt without a truth and counts a truth without a receipt as missed", () => {
    const { told, check } = checker();
    check.receipt(receipt());
    check.truth(truth({ credential: "MEMBER-2" }));
    check.advance(morning + 60_000);
    expect([told.length, check.counts.missed]).toEqual([0, 0]);
    check.advance(morning + 600_000);
    expect([told.length, check.counts.missed]).toEqual([1, 1]);
    check.advance(morning + 700_000);
    expect([told.length, check.counts.missed]).toEqual([1, 1]);
  });

  it("tells every receipt exactly once by the end, however many wait", () => {
    const { told, check } = checker();
    for (let i = 0; i < 1_500; i += 1) check.receipt(receipt({ session: `s${i}`, credential: `MEMBER-${i}` }));
    expect(told).toHaveLength(500);
    check.finish();
    check.finish();
    expect(new Set(told.map((checked) => checked.receipt.session)).size).toBe(1_500);
    expect(told).toHaveLength(1_500);
  });
});
