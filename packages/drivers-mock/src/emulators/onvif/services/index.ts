export { createDeviceService } from "./device-service.ts";
export { createEventService } from "./event-service.ts";
export { createMediaService } from "./media-service.ts";
export { scopesOf } from "./scopes.ts";
export { type CameraFacts, type EmulatedProfile, type Service, type ServiceCall, servicePaths } from "./service.ts";
