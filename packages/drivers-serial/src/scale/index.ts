export type { ScaleMessage, ScaleProfile, Step } from "./profile.ts";
export { type ScaleProfileName, scaleProfiles } from "./profiles/index.ts";
export { serialScale } from "./serial-scale.ts";
export type { ScaleSettings } from "./settings.ts";
