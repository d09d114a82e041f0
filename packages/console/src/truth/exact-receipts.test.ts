import { expect, it } from "vitest";
import { exactReceipts } from "./exact-receipts.ts";
import { bar, line, milk, receipt, truthReceipt, unit } from "./truth.fixture.ts";

const barOnly = truthReceipt({ items: [{ gtin: `0${bar}`, quantity: 1 }] });
const issued = (...lines: Parameters<typeof line>[]) => receipt({ lines: lines.map((each) => line(...each)) });

it("a receipt is exact with just the products and quantities that were taken, however the GTIN is padded", () => {
  expect(exactReceipts([barOnly], [issued([bar, unit(1, "i1")])])).toBe(1);
  expect(exactReceipts([barOnly], [issued([bar, unit(1, "i1"), unit(2, "i2")])])).toBe(0);
  expect(exactReceipts([barOnly], [issued([bar, unit(1, "i1")], [milk, unit(2, "i2")])])).toBe(0);
  expect(exactReceipts([barOnly], [issued()])).toBe(0);
});

it("only whoever came in without a credential and took nothing needs no receipt", () => {
  const member = truthReceipt();
  const guest = truthReceipt({ credential: null, persons: ["p2"] });
  expect(exactReceipts([member, guest], [])).toBe(1);
  expect(exactReceipts([member, guest], [issued()])).toBe(2);
  expect(exactReceipts([], [issued([bar, unit(1, "i1")])])).toBe(0);
});
