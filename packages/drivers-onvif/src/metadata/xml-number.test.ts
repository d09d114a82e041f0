import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberBetween, toNumber } from "./xml-number.ts";

const whole = (text: string): number => numberBetween(text, 0, text.length);

describe("a number in a document", () => {
  it("is the same as JavaScript makes of it, to the last bit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.float({ noNaN: true, noDefaultInfinity: true }),
          fc.integer(),
        ),
        (value) => {
          expect(whole(String(value))).toBe(Number(String(value)));
        },
      ),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?\d{0,17}\.\d{0,17}$/), (text) => {
        expect(whole(text)).toBe(/\d/.test(text) ? Number(text) : Number.NaN);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(["", " ", "-", ".", "+.", "1.2.3", "1e", "0x10", "1,5", "NaN", "INF", "Infinity", "1e999", "--1", "1-"])(
    "is not %s",
    (text) => {
      expect([whole(text), toNumber(text)]).toEqual([Number.NaN, Number.NaN]);
    },
  );

  it.each([
    [" 1.5 ", 1.5],
    ["+2", 2],
    [".5", 0.5],
    ["5.", 5],
    ["-1.5E-2", -0.015],
  ])("may be written %s", (text, value) => {
    expect(whole(text)).toBe(value);
  });
});
