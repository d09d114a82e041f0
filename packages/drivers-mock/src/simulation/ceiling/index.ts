export { createPoseSensor, type PoseSensor } from "./pose-sensor.ts";
