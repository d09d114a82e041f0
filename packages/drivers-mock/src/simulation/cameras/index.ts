export { type Camera, createCamera } from "./camera.ts";
export { createObjectIds } from "./object-ids.ts";
