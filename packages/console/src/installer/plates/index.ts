export {
  ask,
  giveUp,
  observePlates,
  type PlateCheck,
  plateLimits,
  progressOf,
  startPlateCheck,
} from "./plate-check.ts";
