import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growthOf, told } from "./counters.ts";
import type { GateImage } from "./decode.ts";
import { turnstileProfile } from "./profile.ts";
import { turnstileProfiles } from "./profiles/index.ts";

const profile = turnstileProfile.parse(turnstileProfiles["relay-io"]);
const image = (counters: GateImage["counters"]): GateImage => ({ inputs: {}, counters });

describe("the counters of a turnstile", () => {
  it("grow by what was added, also over their end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 3 }), (from, added) => {
        const now = image({ in: (from + added) >>> 0 });
        expect(growthOf(image({ in: from }), now, profile, 50)).toEqual({ in: added });
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 3 }), (from, added) => {
        const now = image({ timeouts: (from + added) & 0xffff });
        expect(growthOf(image({ timeouts: from }), now, profile, 50)).toEqual({ timeouts: added });
      }),
    );
  });

  it("begin anew where they go back further than a rollover in this time could", () => {
    expect(growthOf(image({ in: 50 }), image({ in: 0 }), profile, 50)).toBeUndefined();
    expect(growthOf(image({ timeouts: 65_530 }), image({ timeouts: 0 }), profile, 50)).toBeUndefined();
    expect(growthOf(image({ timeouts: 65_530 }), image({ timeouts: 0 }), profile, 2_000)).toEqual({ timeouts: 6 });
  });

  it("begin anew where two of them roll over at once", () => {
    const before = image({ acceptedIn: 65_535, acceptedOut: 65_535 });
    expect(growthOf(before, image({ acceptedIn: 0, acceptedOut: 0 }), profile, 50)).toBeUndefined();
  });

  it("are not told one by one where they are too many to be true", () => {
    expect([told(undefined), told(0), told(100), told(101)]).toEqual([0, 0, 100, 0]);
  });
});
