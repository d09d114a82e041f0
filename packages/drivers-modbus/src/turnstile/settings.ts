import { z } from "zod";
import { profileSetting } from "../profiles/index.ts";
import {
  gateCoils,
  gateInputs,
  pulseMsSetting,
  type TurnstileProfile,
  turnstileProfile,
  windowSetting,
} from "./profile.ts";
import { turnstileProfileIds, turnstileProfiles } from "./profiles/index.ts";

const shape = z.strictObject({
  profile: profileSetting(turnstileProfileIds, turnstileProfile).describe("How the relay module is wired and speaks."),
  unit: z.number().int().min(1).max(255).describe("The module's number on the bus."),
  rate: z.number().min(2).max(100).default(20).describe("Polls a second."),
  coils: gateCoils.partial().optional().describe("Coils that differ from the profile's."),
  inputs: gateInputs.optional().describe("Inputs that differ from the profile's."),
  pulseMs: pulseMsSetting.optional().describe("How long the driver holds a coil, instead of the profile's time."),
  window: windowSetting.optional().describe("Ms that the turnstile waits for a person, instead of the profile's."),
});

/** Settings of a turnstile behind a Modbus relay module. */
export const turnstileSettings = shape.superRefine((settings, context) => {
  const result = turnstileProfile.safeParse(merged(settings));
  for (const { path, message } of result.error?.issues ?? []) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});

export type TurnstileSettings = z.output<typeof turnstileSettings>;

/** The profile with what the settings change of it. */
export function profileOf(settings: TurnstileSettings): TurnstileProfile {
  return turnstileProfile.parse(merged(settings));
}

function merged({ profile, coils, inputs, pulseMs, window }: TurnstileSettings): unknown {
  const base = typeof profile === "string" ? turnstileProfiles[profile] : profile;
  return {
    ...base,
    coils: { ...base.coils, ...coils },
    inputs: { ...base.inputs, ...inputs },
    ...(pulseMs !== undefined && { pulseMs }),
    ...(window !== undefined && { window }),
  };
}
