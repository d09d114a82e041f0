export { mockErrorCodes } from "./error-codes.ts";
export * from "./playback/index.ts";
export * from "./recording/index.ts";
export * from "./scene/index.ts";
export * from "./simulation/index.ts";
