export { textCleaner } from "./clean-text.ts";
export { readDeviceClock } from "./device-clock.ts";
export { readDeviceInfo } from "./device-info.ts";
export { readProfiles } from "./profiles.ts";
export { readCapabilities, readServices, type SaidServices } from "./services.ts";
export { readUtc } from "./utc.ts";
