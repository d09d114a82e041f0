import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeviceFacts } from "../../transports/discovery.ts";
import type { Fingerprint } from "../manifest/fingerprint-schema.ts";
import { matchFingerprint } from "./match-fingerprint.ts";

const score = (facts: Fingerprint["facts"], found: DeviceFacts, confidence?: number) =>
  matchFingerprint(confidence === undefined ? { facts } : { facts, confidence }, found);

describe("how well a device fits a fingerprint", () => {
  it("is 1 where every fact holds, and its confidence where it has one", () => {
    const facts = { usbVendorId: "0x0c2e", usbProductId: 0xb61 };
    const found = { usbVendorId: 3118, usbProductId: 2913, serialNumber: "7" };
    expect(score(facts, found)).toBe(1);
    expect(score(facts, found, 0.4)).toBe(0.4);
  });

  it("is 0 where one fact differs", () => {
    expect(score({ usbVendorId: 1, usbProductId: 2 }, { usbVendorId: 1, usbProductId: 3 })).toBe(0);
  });

  it("is the share of the facts that are known, where the others are not", () => {
    expect(score({ usbVendorId: 1, product: "Acme*" }, { usbVendorId: 1 })).toBe(0.5);
    expect(score({ usbVendorId: 1 }, {})).toBe(0);
    expect(score({ toString: "x" }, {})).toBe(0);
  });

  it.each([
    ["text without regard to case", "ACME ls-1", "Acme LS-1", true],
    ["the beginning", "Acme*", "Acme LS-1", true],
    ["the end", "*LS-1", "Acme LS-1", true],
    ["the middle", "*hardware/*cam*", "onvif://www.onvif.org/hardware/DomeCam2", true],
    ["nothing for a star", "Acme*", "Acme", true],
    ["no more than once", "ab*ba", "aba", false],
    ["other text", "Acme", "Acme LS-1", false],
    ["any of a list", ["x", "y*"], "yes", true],
    ["none of a list", ["x", "y"], "yes", false],
    ["any of a list that was found", "b", ["a", "b"], true],
    ["a number as text", "3118", 3118, true],
    ["hex for text that is hex", "0x10", "0x10", true],
    ["a number for text that is it", 16, "0x10", true],
    ["text that is no number, never", "Acme", 0, false],
    ["dots and brackets as they are", "a.(b)+", "a.(b)+", true],
  ])("compares %s", (_, pattern, found, fits) => {
    expect(score({ fact: pattern }, { fact: found })).toBe(fits ? 1 : 0);
  });

  it("is always from 0 to 1, and stars find what they were made from", () => {
    const value = fc.oneof(fc.string({ maxLength: 8 }), fc.integer());
    const values = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(value, fc.array(value, { maxLength: 3 })));
    fc.assert(
      fc.property(values, values, fc.double({ min: 0.01, max: 1, noNaN: true }), (facts, found, confidence) => {
        const result = score(facts, found, confidence);
        expect(result).toBeGreaterThanOrEqual(0);
        expect(result).toBeLessThanOrEqual(confidence);
      }),
    );
    const part = fc.string({ maxLength: 4 }).map((text) => text.replaceAll("*", ""));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { maxLength: 4 }),
        (parts, fillers) => {
          const text = parts.map((each, i) => (i === 0 ? each : (fillers[i] ?? "") + each)).join("");
          expect(score({ fact: parts.join("*") }, { fact: text })).toBe(1);
        },
      ),
    );
  });
});
