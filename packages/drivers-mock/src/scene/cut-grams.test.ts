import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGrams, gramsMark } from "./cut-grams.ts";

const cut = (grams: string, before = '{"t":1,', after = ',"dt":50}') =>
  cutGrams(Buffer.from(`${before}"grams":${grams}${after}`));
const values = (grams: string): number[] | undefined => {
  const found = cut(grams)?.grams;
  return found && [...found];
};

/** Numbers as recorders write them: of few and of many digits, of a float and of a double. */
const written = fc
  .oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ min: -1e7, max: 1e7, noNaN: true }).map(String),
    fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.nat(999)).map(([whole, share]) => `${whole}.${share}`),
    fc.integer({ min: -20_000, max: 20_000 }).map((grams) => (0.24 * grams).toFixed(2)),
    fc.constant("null"),
  )
  // An exponent is left to JSON.
  .filter((text) => !text.includes("e"));

describe("the grams of a line", () => {
  it("are what JSON and rounding to a float make of them, to the bit", () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(written, { minLength: 1, maxLength: 40 }), (plates, all) => {
        const rows: string[] = [];
        for (let k = 0; k + plates <= all.length; k += plates) rows.push(`[${all.slice(k, k + plates).join(",")}]`);
        if (rows.length === 0) return;
        const text = `[${rows.join(",")}]`;
        const got = cut(text);
        const expected = (JSON.parse(text) as (number | null)[][])
          .flat()
          .map((value) => Math.fround(value ?? Number.NaN));
        seen++;
        expect({ ...got, grams: [...(got?.grams ?? [])] }).toMatchObject({
          grams: expected,
          plates,
          samples: rows.length,
        });
      }),
      { numRuns: 1000 },
    );
    expect(seen).toBeGreaterThan(200);
  });

  it("are exact where a float lies close to the middle of two", () => {
    for (const text of [
      "0.1234567890123",
      "0.00000000123456",
      "16777217.000000001",
      "1.00000017881393432617187499",
      "-0",
    ]) {
      expect(values(`[[${text}]]`)).toEqual([Math.fround(Number(text))]);
    }
  });

  it("leave the rest of the line as it was", () => {
    const { rest } = cut("[[1,2],[3,4]]", '{"name":"Käse [[1]]",', ',"dt":50,"more":[[5]]}')!;
    expect(JSON.parse(rest)).toEqual({ name: "Käse [[1]]", grams: gramsMark, dt: 50, more: [[5]] });
  });

  it.each([
    ["no list", "[]"],
    ["no value", "[[]]"],
    ["samples of two lengths", "[[1,2],[3]]"],
    ["a longer sample", "[[1],[2,3]]"],
    ["spaces", "[[1, 2]]"],
    ["an exponent", "[[1e3]]"],
    ["a leading zero", "[[01]]"],
    ["a sign alone", "[[-]]"],
    ["a point without digits", "[[1.]]"],
    ["a point without a whole", "[[.5]]"],
    ["text", '[["1"]]'],
    ["a word", "[[none]]"],
    ["a number too large for a float", `[[1${"0".repeat(39)}]]`],
    ["samples that are not lists", "[[1],2]"],
    ["no end", "[[1],[2]"],
    ["a number that runs on", "[[1x]]"],
  ])("are left to JSON where there is %s", (_what, grams) => {
    expect(cut(grams)).toBeUndefined();
  });
});
