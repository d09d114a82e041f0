import type { ScaleProfile } from "../profile.ts";
import { casPd2 } from "./cas-pd2.ts";
import { mtSics } from "./mt-sics.ts";
import { nci } from "./nci.ts";
import { sma } from "./sma.ts";
import { toledo8217 } from "./toledo-8217.ts";

/** The protocols of scales, by the name that settings give. */
export const scaleProfiles = {
  "mt-sics": mtSics,
  nci,
  sma,
  "toledo-8217": toledo8217,
  "cas-pd2": casPd2,
} as const satisfies Readonly<Record<string, ScaleProfile>>;

/** The name of a scale's protocol. */
export type ScaleProfileName = keyof typeof scaleProfiles;
