export { type Camera, createCamera } from "./camera.ts";
