export { type NoiseContext, NoiseMeter } from "./noise-meter.ts";
