export { modbusWeightShelf } from "./driver.ts";
export { type WeightShelfProfile, type WeightShelfProfileInput, weightShelfProfile } from "./profile.ts";
export { weightShelfProfiles } from "./profiles/index.ts";
