import { describe, expect, it } from "vitest";
import { sampleModel } from "../testing/samples.ts";
import { storeWords, timeOfDay } from "./words.ts";

describe("a store in words", () => {
  it("writes minor units with the digits of the currency", () => {
    const money = (currency: string, amount: number): string => storeWords({ ...sampleModel, currency }).money(amount);
    expect(money("EUR", 5)).toBe("0.05 EUR");
    expect(money("EUR", -1_240)).toBe("-12.40 EUR");
    expect(money("JPY", 1_240)).toBe("1240 JPY");
    expect(money("KWD", 1_240)).toBe("1.240 KWD");
    expect(money("not a currency", 100)).toBe("1.00 not a currency");
  });

  it("knows a product by its GTIN in any length, and shows the GTIN of one it does not know", () => {
    const { product } = storeWords(sampleModel);
    expect(product("02000000000015")).toBe("Oat bar");
    expect(product("4006381333931")).toBe("4006381333931");
  });

  it("shows a time that is none as such", () => {
    expect(timeOfDay(Number.NaN)).toBe("--:--:--");
    expect(timeOfDay(Number.NEGATIVE_INFINITY)).toBe("--:--:--");
  });
});
