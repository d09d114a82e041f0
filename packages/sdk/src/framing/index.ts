export { type FrameOptions, frames } from "./frames.ts";
export { type IdleFrameOptions, idleFrames } from "./idle-frames.ts";
export { type LineOptions, lines } from "./lines.ts";
