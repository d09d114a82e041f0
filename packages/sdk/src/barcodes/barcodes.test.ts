import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applicationIdentifiers,
  checkDigit,
  dateOf,
  expandUpcE,
  hasRightCheckDigit,
  netWeightOf,
  priceOf,
  readBarcode,
  readElements,
  readStoreLabel,
  storeTemplate,
  symbologyOf,
  toGtin14,
  verifierDigit,
} from "./index.ts";

const gs = "\u001d";

describe("GTINs", () => {
  it("are 14 digits whatever was printed, and none with a wrong check digit or another length", () => {
    expect(toGtin14("96385074")).toBe("00000096385074");
    expect(toGtin14("036000291452")).toBe("00036000291452");
    expect(toGtin14("4006381333931")).toBe("04006381333931");
    expect(toGtin14("4006381333932")).toBeUndefined();
    expect(toGtin14("400638133393")).toBeUndefined();
    expect(toGtin14("40063813339.1")).toBeUndefined();
  });

  it("have a check digit that finds every single wrong digit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{13}$/), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const whole = body + checkDigit(body);
        const wrong = (Number(whole[at]) + by) % 10;
        expect(hasRightCheckDigit(whole)).toBe(true);
        expect(hasRightCheckDigit(whole.slice(0, at) + String(wrong) + whole.slice(at + 1))).toBe(false);
      }),
    );
  });

  it("come out of a UPC-E of six, seven or eight digits, by each way of leaving zeros out", () => {
    expect(expandUpcE("04252614")).toBe("042100005264");
    expect(expandUpcE("01245714")).toBe("012100004574");
    expect(expandUpcE("123453")).toBe("012300000451");
    expect(expandUpcE("123454")).toBe("012340000053");
    expect(expandUpcE("0123455")).toBe("012345000058");
    expect(expandUpcE("04252615")).toBeUndefined();
    expect(expandUpcE("2425261")).toBeUndefined();
  });
});

describe("symbologies", () => {
  it("have the UnifiedPOS code of their AIM identifier", () => {
    const seen = [
      ["]E0", "4006381333931"],
      ["]E0", "036000291452"],
      ["]E0", "01234565"],
      ["]E4", "96385074"],
      ["]C0", ""],
      ["]C1", ""],
      ["]A0", ""],
      ["]Q1", ""],
      ["]Q3", ""],
      ["]d1", ""],
      ["]d2", ""],
      ["]e0", ""],
      ["]L0", ""],
      ["]z0", ""],
    ].map(([aim = "", data = ""]) => symbologyOf(aim, data).unifiedPos);
    expect(seen).toEqual([104, 101, 102, 103, 110, 120, 108, 204, 209, 203, 208, 131, 201, 206]);
  });

  it("are unknown for what is no identifier, and other for one that nobody knows", () => {
    expect(["", "E0", "]", "]X0", "]E", "]E0x"].map((aim) => symbologyOf(aim, "1").unifiedPos)).toEqual(
      Array(6).fill(0),
    );
    expect(symbologyOf("]w0", "1").unifiedPos).toBe(501);
    expect(symbologyOf("]__", "1").unifiedPos).toBe(501);
  });
});

describe("element strings", () => {
  it("have values of predefined length without separators, and others with", () => {
    const { elements, problem } = readElements(`${gs}010400638133393110AB-12${gs}172701313103001250`);
    expect(problem).toBeUndefined();
    expect(elements.map(({ ai, value }) => [ai, value])).toEqual([
      ["01", "04006381333931"],
      ["10", "AB-12"],
      ["17", "270131"],
      ["3103", "001250"],
    ]);
    expect(netWeightOf(elements)).toBe(1250);
    expect(dateOf("270131", Date.UTC(2026, 0, 1))).toBe("2027-01-31");
  });

  it("are read up to what is wrong, which is told with its place", () => {
    const wrong = readElements("010400638133393110ABC\u001d05123");
    expect(wrong.elements).toHaveLength(2);
    expect(wrong.problem).toEqual({ at: 22, message: 'there is no application identifier "0512"' });
    expect(readElements("0104006381333932").problem?.message).toContain("check digit");
    expect(readElements("17271331").problem?.message).toContain("month 13");
    expect(readElements("0104006").problem?.message).toContain("5 characters where 14 are needed");
    expect(readElements("10").problem?.message).toContain("0 characters where 1 are needed");
    expect(readElements(`10${"A".repeat(21)}`).problem?.message).toContain("21 characters where 20 are allowed");
    expect(readElements("10A B").problem?.message).toContain("not allowed");
    expect(readElements("1".repeat(9_000)).problem?.message).toContain("no GS1 symbol");
  });

  it("know every application identifier, none of which begins another", () => {
    expect(applicationIdentifiers.size).toBeGreaterThan(500);
    for (const ai of applicationIdentifiers.keys()) {
      for (let length = 2; length < ai.length; length += 1) {
        expect(applicationIdentifiers.has(ai.slice(0, length)), ai).toBe(false);
      }
    }
    for (const { ai, parts, title } of applicationIdentifiers.values()) {
      expect(title, ai).not.toBe("");
      for (const { max } of parts) expect(max, ai).toBeGreaterThan(0);
    }
  });

  it("are read back as they were written", () => {
    const entry = fc
      .constantFrom(...applicationIdentifiers.values())
      .filter(({ parts }) => !parts.some(({ check }) => check));
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, fc.boolean()), { minLength: 1, maxLength: 8 }), (wanted) => {
        const written = wanted.map(([{ ai, parts, predefined }, long]) => {
          const value = parts.map(({ min, max, optional }) => "1".repeat(long ? max : optional ? 0 : min)).join("");
          return { ai, value, text: `${ai}${value}${predefined ? "" : gs}` };
        });
        const { elements, problem } = readElements(written.map(({ text }) => text).join(""));
        expect(problem).toBeUndefined();
        expect(elements.map(({ ai, value }) => ({ ai, value }))).toEqual(
          written.map(({ ai, value }) => ({ ai, value })),
        );
      }),
    );
  });

  it("survive whatever a scanner sends", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("0123456789A"), gs, "é"), maxLength: 60 }),
        (data) => {
          const { elements, problem } = readElements(data);
          const read = elements.reduce((sum, { ai, value }) => sum + ai.length + value.length, 0);
          expect(read).toBeLessThanOrEqual(data.length);
          expect(problem === undefined || problem.at <= data.length).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("put dates in the century nearest to now, and day 00 at the end of its month", () => {
    const now = Date.UTC(2026, 10, 22);
    expect(dateOf("280200", now)).toBe("2028-02-29");
    expect(dateOf("760101", now)).toBe("2076-01-01");
    expect(dateOf("770101", now)).toBe("1977-01-01");
    expect(dateOf("270229", now)).toBeUndefined();
    expect(dateOf("271301", now)).toBeUndefined();
    expect(dateOf("050101", Date.UTC(2090, 0, 1))).toBe("2105-01-01");
  });

  it("state prices with or without a currency", () => {
    expect(priceOf(readElements("392201250").elements)).toEqual({ amount: 12.5 });
    expect(priceOf(readElements("39329781250").elements)).toEqual({ amount: 12.5, currency: "978" });
    expect(priceOf(readElements("10A").elements)).toBeUndefined();
  });
});

describe("labels of the store", () => {
  const weight = { pattern: "21IIIIIWWWWWC" };
  const price = { pattern: "22IIIIIVPPPPC", minorUnits: 1 };

  it("carry a weight or a price, and the item under which it is kept", () => {
    const label = `211234501250`;
    expect(readStoreLabel(label + checkDigit(label), [price, weight])).toEqual({
      item: "12345",
      gtin: `0211234500000${checkDigit("211234500000")}`,
      grams: 1250,
    });
    const priced = `2254321${verifierDigit("2875") ?? ""}2875`;
    expect(readStoreLabel(priced + checkDigit(priced), [weight, price])?.price).toBe(2875);
    const unverified = `225432102875`;
    expect(readStoreLabel(unverified + checkDigit(unverified), [price])).toBeUndefined();
    expect(readStoreLabel("2112345012509", [weight])).toBeUndefined();
  });

  it("fit a UPC-A, whose leading zero nobody prints", () => {
    const upc = `21234500199`;
    const label = readStoreLabel(upc + checkDigit(upc), [{ pattern: "02IIIIIPPPPPC" }]);
    expect(label).toMatchObject({ item: "12345", price: 199 });
  });

  it("are verified by the digits of GS1's own examples", () => {
    expect(verifierDigit("2875")).toBe("9");
    expect(verifierDigit("14685")).toBe("6");
    expect(verifierDigit("123")).toBeUndefined();
  });

  it("refuse patterns that mean nothing", () => {
    const refused = ["", "21IIIIIWWWWW", "11IIIIIWWWWWC", "21WWWWWWWWWWC", "21IIIIIWWPPPC", "21IIIIIWWWWWCC"];
    for (const pattern of refused) expect(storeTemplate.safeParse({ pattern }).success, pattern).toBe(false);
    expect(storeTemplate.safeParse(weight).success).toBe(true);
    expect(storeTemplate.safeParse(price).success).toBe(true);
  });
});

describe("a barcode", () => {
  it("is an article by its GTIN, whatever it was printed as", () => {
    const gtins = [
      ["]E0", "4006381333931"],
      ["]E4", "96385074"],
      ["]E0", "04252614"],
      ["]I1", "14006381333938"],
      ["]X0", "036000291452"],
      ["]d2", "010400638133393121A1"],
    ].map(([symbology = "", data = ""]) => readBarcode({ symbology, data }).gtin);
    expect(gtins).toEqual([
      "04006381333931",
      "00000096385074",
      "00042100005264",
      "14006381333938",
      "00036000291452",
      "04006381333931",
    ]);
  });

  it("is none where it is a member's code, and says so where an article's was read wrong", () => {
    expect(readBarcode({ symbology: "]Q1", data: "4006381333931" })).not.toHaveProperty("gtin");
    expect(readBarcode({ symbology: "]I0", data: "96385074" })).not.toHaveProperty("gtin");
    expect(readBarcode({ symbology: "]X0", data: "MEMBER-1" })).not.toHaveProperty("problem");
    expect(readBarcode({ symbology: "]E0", data: "4006381333932" }).problem).toContain("check digit");
    expect(readBarcode({ symbology: "]C1", data: "05" }).problem).toBe(
      'at character 1: there is no application identifier "05"',
    );
  });

  it("states the weight of variable goods, from GS1 data or the store's own label", () => {
    expect(readBarcode({ symbology: "]e0", data: "01040063813339313103001250" })).toMatchObject({
      gtin: "04006381333931",
      grams: 1250,
    });
    const body = "211234501250";
    const data = body + checkDigit(body);
    expect(readBarcode({ symbology: "]E0", data }, [{ pattern: "21IIIIIWWWWWC" }])).toMatchObject({
      grams: 1250,
      label: { item: "12345" },
    });
  });
});
