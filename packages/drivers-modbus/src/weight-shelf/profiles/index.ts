import { type WeightShelfProfile, type WeightShelfProfileInput, weightShelfProfile } from "../profile.ts";
import { casCi600d } from "./cas-ci-600d.ts";
import { diniArgeoDgt } from "./dini-argeo-dgt.ts";
import { flintecDad141 } from "./flintec-dad-141.ts";
import { laumasTlb } from "./laumas-tlb.ts";
import { loadCellBoard } from "./load-cell-board.ts";

/** The profiles that are built in, by their id. */
export const weightShelfProfiles = {
  "load-cell-board": loadCellBoard,
  "laumas-tlb": laumasTlb,
  "cas-ci-600d": casCi600d,
  "dini-argeo-dgt": diniArgeoDgt,
  "flintec-dad-141": flintecDad141,
} as const satisfies Readonly<Record<string, WeightShelfProfileInput>>;

export type WeightShelfProfileId = keyof typeof weightShelfProfiles;

export const weightShelfProfileIds = Object.keys(weightShelfProfiles) as [
  WeightShelfProfileId,
  ...WeightShelfProfileId[],
];

/** A profile with its defaults, whether it was named or written out. */
export function resolveProfile(profile: WeightShelfProfileId | WeightShelfProfile): WeightShelfProfile {
  return typeof profile === "string" ? weightShelfProfile.parse(weightShelfProfiles[profile]) : profile;
}
