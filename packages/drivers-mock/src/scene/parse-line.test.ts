import { parseStoreModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lines, tinyStore } from "../../test/tiny-scene.ts";
import { isFault, lineParser } from "./parse-line.ts";

const parse = lineParser(parseStoreModel(tinyStore));

/** Good lines, with one value somewhere in them replaced by anything. */
const spoilt = fc
  .tuple(fc.constantFrom(...Object.values(lines).map((make) => make(0))), fc.nat(), fc.jsonValue())
  .map(([text, place, value]) => {
    const root: unknown = JSON.parse(text);
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk((node as Record<string, unknown>)[key]);
      }
    };
    walk(root);
    const [holder, key] = places[place % places.length]!;
    holder[key] = value;
    return JSON.stringify(root);
  });

describe("a line of a scene", () => {
  it("is a reading or a fault that says where, whatever one value in it is", () => {
    let faults = 0;
    fc.assert(
      fc.property(spoilt, (text) => {
        const parsed = parse(text);
        if (!isFault(parsed)) return;
        faults++;
        expect(parsed.expected).not.toBe("");
        expect(parsed.got).not.toBe("");
      }),
      { numRuns: 2000 },
    );
    expect(faults).toBeGreaterThan(500);
  });

  it("never holds a number that is not one, but for the NaN of a dead plate", () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const parsed = parse(text);
        if (isFault(parsed)) return;
        const { grams, ...rest } = { grams: undefined, ...(parsed.reading.data as { grams?: Float32Array }) };
        const isNumber = (value: unknown): boolean =>
          typeof value !== "object" ||
          value === null ||
          Object.values(value).every((item) => typeof item !== "number" || Number.isFinite(item));
        expect(isNumber(rest)).toBe(true);
        for (const weight of grams ?? []) expect(Math.abs(weight)).not.toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 1000 },
    );
  });

  it("is a fault for any text that is no JSON object", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isFault(parse(text))).toBe(true);
      }),
    );
  });
});

describe("a line as bytes", () => {
  it("is the same as the line as text, whatever one value in it is", () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        expect(parse(Buffer.from(text))).toEqual(parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("is no batch because of grams that stand elsewhere in it", () => {
    const { grams, ...line } = JSON.parse(lines.weights(0)) as { readonly grams: unknown };
    const nested = JSON.stringify({ other: { grams }, ...line });
    expect(parse(Buffer.from(nested))).toEqual(parse(nested));
    expect(isFault(parse(nested))).toBe(true);
  });
});
