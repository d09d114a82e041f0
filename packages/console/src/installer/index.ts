export * from "./calibration/index.ts";
export * from "./coverage/index.ts";
export * from "./gate/index.ts";
export * from "./geometry/index.ts";
export * from "./plates/index.ts";
