export * from "./playback/index.ts";
export * from "./scene/index.ts";
export * from "./simulation/index.ts";
