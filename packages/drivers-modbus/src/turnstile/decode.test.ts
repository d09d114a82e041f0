import { seededRandom } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { decodeCoils, decodeGate, gateLayout, modeOf } from "./decode.ts";
import { turnstileProfile } from "./profile.ts";
import { turnstileProfiles } from "./profiles/index.ts";

const profile = turnstileProfile.parse(turnstileProfiles["relay-io"]);
const layout = gateLayout(profile);

describe("the image of a relay board", () => {
  it("is read in one request a table", () => {
    const spans = [layout.discrete, layout.registers, layout.coils].map((reads) =>
      reads.map(({ at, count }) => [at, count]),
    );
    expect(spans).toEqual([[[0, 7]], [[0, 8]], [[0, 4]]]);
  });

  it("has 32-bit counters, high word first, and inputs by name", () => {
    const bits = [false, true, true, false, false, false, true];
    expect(decodeGate(layout, bits, Uint16Array.of(1, 2, 0, 7, 4_000, 3, 9, 10))).toEqual({
      inputs: {
        passIn: false,
        passOut: true,
        ready: true,
        alarm: false,
        fire: false,
        underwayIn: false,
        underwayOut: true,
      },
      counters: { in: 65_538, out: 7, timeouts: 3, acceptedIn: 9, acceptedOut: 10 },
    });
  });

  it("takes a contact that opens for one that holds, where the profile says so", () => {
    const opening = turnstileProfile.parse({
      ...turnstileProfiles["pulse-relay"],
      inputs: { passIn: { at: 4, when: 0 } },
    });
    const read = (bit: boolean) => decodeGate(gateLayout(opening), [bit], new Uint16Array(0)).inputs;
    expect([read(false), read(true)]).toEqual([{ passIn: true }, { passIn: false }]);
  });

  it.each([
    [[false, false, false, false], "controlled"],
    [[true, false, false, false], "controlled"],
    [[true, false, false, true], "free-in"],
    [[false, true, false, true], "free-out"],
    [[true, true, false, true], "free"],
    [[true, true, true, true], "locked"],
  ])("with the coils %j says that it is %s", (bits, mode) => {
    expect(modeOf(decodeCoils(profile, layout, bits))).toBe(mode);
  });

  it("is made of whatever comes, without a throw (20,000 images)", () => {
    const random = seededRandom(5);
    for (let run = 0; run < 20_000; run += 1) {
      const bits = Array.from({ length: Math.floor(random() * 9) }, () => random() < 0.5);
      const words = Uint16Array.from({ length: Math.floor(random() * 10) }, () => Math.floor(random() * 65_536));
      const { counters } = decodeGate(layout, bits, words);
      expect(counters.in).toBeLessThanOrEqual(0xffff_ffff);
      expect(Number.isInteger(counters.out)).toBe(true);
    }
  });
});
