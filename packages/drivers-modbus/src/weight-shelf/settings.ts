import { z } from "zod";
import { profileSetting } from "../profiles/index.ts";
import { decimalsSetting, type WeightShelfProfile, weightShelfProfile, weightUnitSetting } from "./profile.ts";
import { resolveProfile, weightShelfProfileIds } from "./profiles/index.ts";

const unit = z.number().int().min(1).max(255);
const capacity = z.number().positive().max(1e9);

const shape = z.strictObject({
  profile: profileSetting(weightShelfProfileIds, weightShelfProfile).describe("How the transmitter speaks."),
  unit: unit.optional().describe("The one unit of the shelf; each of its channels is a plate."),
  plates: z
    .array(z.strictObject({ unit, channel: z.number().int().min(0).max(63).default(0) }))
    .min(1)
    .max(256)
    .optional()
    .describe("Plates in the store model's order, where a shelf is made of several units or not of all channels."),
  decimals: decimalsSetting.optional().describe("Decimals that the transmitter's display shows."),
  weightUnit: weightUnitSetting.optional().describe("Unit that the transmitter's display shows."),
  rate: z.number().min(0.2).max(100).default(10).describe("Polls a second."),
  batch: z.number().int().min(1).max(100).default(1).describe("Samples in one reading."),
  capacity: z
    .union([capacity, z.array(capacity).min(1).max(256)], {
      error: "expected grams that a plate may carry, or a list of them, one a plate",
    })
    .optional()
    .describe("Grams that a plate may carry."),
});

/** Settings of a weight shelf on Modbus transmitters. */
export const shelfSettings = shape.superRefine((settings, context) => {
  const issue = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: "custom", path, message });
  };
  const profile: WeightShelfProfile = resolveProfile(settings.profile);
  const { channels } = profile;
  if ((settings.unit === undefined) === (settings.plates === undefined)) {
    issue([], "expected either `unit`, the number of the one unit, or `plates`, a list of units");
  }
  for (const missing of ["decimals", "weightUnit"] as const) {
    if (settings[missing] !== undefined || profile[missing] !== undefined) continue;
    issue([missing], `the profile ${profile.id} does not tell; expected what the transmitter's display shows`);
  }
  const most = typeof channels === "number" ? channels : channels.most;
  const seen = new Set<string>();
  for (const [index, plate] of (settings.plates ?? []).entries()) {
    if (plate.channel >= most) {
      issue(["plates", index, "channel"], `a unit with the profile ${profile.id} has ${most} channels, counted from 0`);
    }
    const name = `${plate.unit}:${plate.channel}`;
    if (seen.has(name)) issue(["plates", index], `channel ${plate.channel} of unit ${plate.unit} is a plate already`);
    seen.add(name);
  }
  const plates = settings.plates?.length ?? (typeof channels === "number" ? channels : undefined);
  if (Array.isArray(settings.capacity) && plates !== undefined && settings.capacity.length !== plates) {
    issue(["capacity"], `expected one number, or ${plates} of them: one a plate`);
  }
});

export type ShelfSettings = z.output<typeof shelfSettings>;
