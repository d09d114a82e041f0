import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUtc } from "./utc.ts";

describe("a time that a camera writes", () => {
  it("is read to the millisecond, as any ISO time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) }), (at) => {
        expect(readUtc(new Date(at).toISOString())).toBe(at);
      }),
    );
  });

  it.each([
    ["2026-11-22T14:00:00Z", 0],
    ["2026-11-22T14:00:00", 0],
    ["2026-11-22T15:30:00.5+01:30", 500],
    ["2026-11-22T09:00:00.123456-05:00", 123],
  ])("%s is known", (text, off) => {
    expect(readUtc(text)).toBe(Date.UTC(2026, 10, 22, 14) + off);
  });

  it.each([
    "",
    "now",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01",
    "9999-01-01T00:00:00Z",
    "2026-01-01T00:00:00ZZ",
  ])("%s is none", (text) => {
    expect(readUtc(text)).toBeUndefined();
  });
});
