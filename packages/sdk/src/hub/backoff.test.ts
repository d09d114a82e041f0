import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryDelay } from "./backoff.ts";

const settings = { retryFirst: 1_000, retryCap: 60_000 };

describe("the wait before trying again", () => {
  it("doubles its bound with each failure up to the cap", () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 1e9].map((failures) => retryDelay(failures, settings, () => 1 - 2 ** -53));
    expect(bounds).toEqual([999, 1_999, 3_999, 7_999, 15_999, 31_999, 59_999, 59_999, 59_999]);
  });

  it("spreads over the whole bound, from nothing on", () => {
    expect(retryDelay(4, settings, () => 0)).toBe(0);
    expect(retryDelay(4, settings, () => 0.5)).toBe(4_000);
  });

  it("is a whole, finite number within the cap for any count and any chance", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, chance) => {
        const delay = retryDelay(failures, settings, () => chance);
        expect(Number.isInteger(delay) && delay >= 0 && delay < settings.retryCap).toBe(true);
      }),
    );
  });
});
