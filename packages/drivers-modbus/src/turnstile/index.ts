export { modbusTurnstile } from "./driver.ts";
export { type TurnstileProfile, type TurnstileProfileInput, turnstileProfile } from "./profile.ts";
export { turnstileProfiles } from "./profiles/index.ts";
