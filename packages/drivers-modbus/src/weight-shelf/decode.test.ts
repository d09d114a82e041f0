import { PlateFlag, seededRandom } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { decodeUnit, unitImage } from "./decode.ts";
import { layoutOf } from "./layout.ts";
import { type WeightShelfProfileInput, weightShelfProfile } from "./profile.ts";
import { resolveProfile, weightShelfProfileIds } from "./profiles/index.ts";

const scale: WeightShelfProfileInput = {
  id: "test-scale",
  maker: "Test",
  model: "T",
  source: "none",
  table: "holding",
  channels: 2,
  weight: { at: 10, format: "int16" },
  decimals: { at: 0, mask: 0x00ff, values: [0, 1, 2] },
  weightUnit: { at: 0, mask: 0xff00, shift: 8, values: ["kg", "g", null, "lb"] },
};

function decode(profile: WeightShelfProfileInput, registers: readonly number[]) {
  const layout = layoutOf(weightShelfProfile.parse(profile), 2, {});
  const image = unitImage(2);
  decodeUnit(layout, Uint16Array.from(registers), image);
  return { layout, grams: [...image.grams], flags: [...image.flags], image };
}

describe("the registers of a transmitter", () => {
  it("are read in as few requests as the longest read and gaps allow", () => {
    const reads = (more: Partial<WeightShelfProfileInput>) =>
      layoutOf(weightShelfProfile.parse({ ...scale, ...more }), 2, {}).reads.map(({ at, count }) => [at, count]);
    expect(reads({})).toEqual([
      [0, 1],
      [10, 2],
    ]);
    expect(reads({ longestGap: 9 })).toEqual([[0, 12]]);
    expect(reads({ longestGap: 9, longestRead: 11 })).toEqual([
      [0, 11],
      [11, 1],
    ]);
  });

  it("never cut a 32-bit number in two", () => {
    const profile = weightShelfProfile.parse({ ...scale, weight: { at: 1, format: "int32" }, longestRead: 4 });
    expect(layoutOf(profile, 2, {}).reads).toEqual([
      { at: 0, count: 3, offset: 0 },
      { at: 3, count: 2, offset: 3 },
    ]);
  });

  it("tell decimals and unit in a register of their own", () => {
    expect(decode(scale, [0x0101, 1_234, 0xffff]).grams.map((each) => Math.round(each * 10))).toEqual([1_234, -1]);
    expect(decode(scale, [0x0302, 100, 200]).grams[0]).toBeCloseTo(453.592_37, 3);
  });

  it("give no number where decimals or unit are not on the list", () => {
    expect(decode(scale, [0x0003, 1, 1])).toMatchObject({ grams: [Number.NaN, Number.NaN], flags: [8, 8] });
    expect(decode(scale, [0x0200, 1, 1])).toMatchObject({ grams: [Number.NaN, Number.NaN], flags: [8, 8] });
    expect(decode(scale, [0x0900, 1, 1]).flags).toEqual([8, 8]);
  });

  it("are multiplied by the scale of the profile", () => {
    expect(decode({ ...scale, scale: -0.5 }, [0x0100, 10, 0]).grams[0]).toBe(-5);
  });

  it("say that a bit holds when it is not set, where the profile says so", () => {
    const status = { at: 12, stable: [{ bit: 3, when: 0 as const }], fault: [{ bit: 0 }] };
    expect(decode({ ...scale, status }, [0x0100, 1, 1, 0, 8]).flags).toEqual([PlateFlag.Stable, 0]);
    expect(decode({ ...scale, status }, [0x0100, 1, 1, 1, 8])).toMatchObject({ flags: [PlateFlag.Fault, 0] });
  });

  it("never throw and never give a number for a fault, whatever they hold (20,000 images)", () => {
    const random = seededRandom(4);
    const layouts = weightShelfProfileIds.map((id) => {
      const profile = resolveProfile(id);
      const channels = typeof profile.channels === "number" ? profile.channels : 12;
      return layoutOf(profile, channels, { decimals: 2, weightUnit: "kg" });
    });
    for (let run = 0; run < 20_000; run += 1) {
      const layout = layouts[run % layouts.length]!;
      const image = unitImage(layout.channels);
      const length = random() < 0.1 ? Math.floor(random() * layout.size) : layout.size;
      const registers = Uint16Array.from({ length }, () => (random() < 0.3 ? 0xffff : Math.floor(random() * 65_536)));
      decodeUnit(layout, registers, image);
      for (const [channel, flags] of image.flags.entries()) {
        expect(Number.isFinite(image.grams[channel])).toBe((flags & PlateFlag.Fault) === 0);
      }
    }
  });
});
