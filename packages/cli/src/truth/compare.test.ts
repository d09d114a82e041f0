import { describe, expect, it } from "vitest";
import { cartLine, receipt, truth } from "../testing/samples.ts";
import { compareReceipt } from "./compare.ts";

describe("comparing a receipt with the truth", () => {
  it("is exact when every product is billed as often as it was taken, over any lines and digits of the GTIN", () => {
    const billed = receipt({
      lines: [cartLine("2000000000015", 1), cartLine("2000000000015", 1), cartLine("07811102", 1)],
    });
    const taken = truth({
      items: [
        { gtin: "02000000000015", quantity: 2 },
        { gtin: "00000007811102", quantity: 1 },
      ],
    });
    expect(compareReceipt(billed, taken)).toMatchObject({ exact: true, missing: [], extra: [] });
  });

  it("tells what was not billed and what was not taken", () => {
    const billed = receipt({ lines: [cartLine("2000000000015", 3)] });
    const taken = truth({
      items: [
        { gtin: "2000000000015", quantity: 1 },
        { gtin: "2000000000022", quantity: 1 },
      ],
    });
    expect(compareReceipt(billed, taken)).toMatchObject({
      exact: false,
      missing: [{ gtin: "2000000000022", quantity: 1 }],
      extra: [{ gtin: "2000000000015", quantity: 2 }],
    });
  });

  it("is exact when nothing was taken and nothing is billed", () => {
    expect(compareReceipt(receipt(), truth()).exact).toBe(true);
  });

  it("claims nothing without a truth", () => {
    expect(compareReceipt(receipt(), undefined).exact).toBeUndefined();
  });
});
