import { z } from "zod";
import type { Command, ScaleProfile } from "./profile.ts";
import { type ScaleProfileName, scaleProfiles } from "./profiles/index.ts";

const names = Object.keys(scaleProfiles) as [ScaleProfileName, ...ScaleProfileName[]];

export const scaleSettings = z
  .strictObject({
    /** The maker's protocol. */
    profile: z.enum(names),
    /** Whether it is asked for each weight, or sends them by itself; by itself where the profile can, unless told. */
    mode: z.enum(["continuous", "poll"]).optional(),
    /** How many weights a second: so many are asked for, or at least so many have to come. */
    rate: z.number().min(0.2).max(50).default(5),
    /** The unit of a profile that does not say one (toledo-8217). */
    unit: z.enum(["g", "kg", "lb", "oz"]).default("kg"),
    /** What the command `tare` tells the scale; what the profile has unless told. */
    tareBy: z.enum(["tare", "zero"]).optional(),
    /** Milliseconds that an answer may take. */
    timeout: z.number().int().min(50).max(10_000).default(400),
    /** Milliseconds that a tare or zero may take: it waits for rest. */
    tareTimeout: z.number().int().min(100).max(60_000).default(4_000),
  })
  .refine(({ profile, mode }) => mode !== "continuous" || profileOf(profile).continuous !== undefined, {
    path: ["mode"],
    message: "this profile cannot send by itself; expected poll",
  })
  .refine(({ profile, tareBy }) => tareBy === undefined || profileOf(profile).commands[tareBy] !== undefined, {
    path: ["tareBy"],
    message: "this profile does not have that command",
  });

/** Settings of the driver, checked. */
export type ScaleSettings = z.output<typeof scaleSettings>;

/** The profile of that name. */
export function profileOf(name: ScaleProfileName): ScaleProfile {
  return scaleProfiles[name];
}

/** Milliseconds from one weight to the next. */
export function periodOf({ rate }: ScaleSettings): number {
  return 1_000 / rate;
}

/** What the command `tare` tells the scale, where it can be told anything. */
export function tareCommand({ profile, tareBy }: ScaleSettings): Command | undefined {
  const { commands } = profileOf(profile);
  return tareBy ?? (commands.tare !== undefined ? "tare" : commands.zero !== undefined ? "zero" : undefined);
}
