import { checkSettings } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { weightShelfProfile } from "./profile.ts";
import { weightShelfProfileIds, weightShelfProfiles } from "./profiles/index.ts";
import { shelfSettings } from "./settings.ts";

const own = {
  id: "acme-w1",
  maker: "Acme",
  model: "W1",
  source: "its manual",
  table: "holding",
  channels: 4,
  weight: { at: 0, format: "int32" },
  decimals: 0,
  weightUnit: "g",
};

const refusal = (settings: unknown): Promise<string> =>
  checkSettings(shelfSettings, settings, "s1").then(
    () => "taken",
    (thrown: unknown) => (thrown as Error).message,
  );

describe("the settings of a shelf", () => {
  it("take a profile that is written out, and fill in what it leaves out", async () => {
    const settings = await checkSettings(shelfSettings, { profile: own, unit: 3 }, "s1");
    expect(settings).toMatchObject({ rate: 10, batch: 1, profile: { longestRead: 125, scale: 1 } });
  });

  it.each([
    [{ profile: "laumas-tlp", unit: 1 }, 'did you mean "laumas-tlb"?'],
    [{ profile: 7, unit: 1 }, "expected the name of a profile"],
    [{ profile: { ...own, table: "coils" }, unit: 1 }, "table: "],
    [{ profile: { ...own, weight: { at: -1, format: "int32" } }, unit: 1 }, "weight.at: "],
    [{ profile: { ...own, weight: { at: 0, format: "int24" } }, unit: 1 }, "weight.format: "],
    [{ profile: { ...own, channels: 0 }, unit: 1 }, "profile.channels: Too small: expected number to be >=1"],
    [{ profile: { ...own, tare: { write: "mask" } }, unit: 1 }, "tare.at: "],
    [{ profile: { ...own, wieght: 1 }, unit: 1 }, 'Unrecognized key: "wieght"'],
    [{ profile: own }, "expected either `unit`"],
    [{ profile: own, unit: 1, plates: [{ unit: 1 }] }, "expected either `unit`"],
    [{ profile: "laumas-tlb", unit: 1, decimals: 2 }, "weightUnit: the profile laumas-tlb does not tell"],
    [{ profile: own, plates: [{ unit: 1, channel: 4 }] }, "plates[0].channel: a unit with the profile acme-w1 has 4"],
    [{ profile: own, plates: [{ unit: 1 }, { unit: 1 }] }, "plates[1]: channel 0 of unit 1 is a plate already"],
    [{ profile: own, unit: 1, capacity: [1, 2] }, "capacity: expected one number, or 4 of them"],
    [{ profile: { ...own, channels: "4" }, unit: 1 }, "channels: expected a whole number from 1 to 64, or"],
    [{ profile: own, unit: 1, capacity: -1 }, "capacity: Too small"],
    [{ profile: own, unit: 1, capacity: "5 kg" }, "capacity: expected grams that a plate may carry"],
    [{ profile: own, unit: 1, rate: 1_000 }, "rate: "],
  ])("refuse %j and say why", async (settings, why) => {
    expect(await refusal(settings)).toContain(why);
  });
});

describe("a profile", () => {
  it.each([
    [{ weight: { at: 0, format: "int32", stride: 1 } }, "weight.stride: the weights of two channels overlap"],
    [
      { weight: { at: 0, format: "int32", sign: { bit: 1 } } },
      "weight.sign: a sign of its own needs the format uint16",
    ],
    [{ weight: { at: 65_530, format: "int32" } }, ": register 65537 of the last channel does not exist"],
    [{ reads: [{ at: 0, count: 7 }] }, "reads: none of them has all of register 6 and 7"],
    [{ channels: 40, tare: { write: "mask", at: 0 } }, "tare: a mask has room for 32 channels"],
    [{ tare: { write: "value", at: 0, value: 1 } }, "tare.stride: expected the registers"],
    [{ status: { at: 0, stable: [{ bit: 16 }] } }, "status.stable.0.bit: "],
    [{ scale: 0 }, "scale: expected a factor other than 0"],
  ])("with %j is refused and said why", (change, why) => {
    const result = weightShelfProfile.safeParse({ ...own, ...change });
    const said = result.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    expect(said).toContain(why);
  });

  it.each(weightShelfProfileIds)("%s is valid and named after its place", (id) => {
    expect(weightShelfProfile.parse(weightShelfProfiles[id]).id).toBe(id);
  });
});
