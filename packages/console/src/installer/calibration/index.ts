export { adviseNextPoint, type PointAdvice } from "./advice.ts";
export { type Calibration, type CalibrationNote, calibrateCamera, median, type NoCalibration } from "./calibrate.ts";
export type { CalibrationPoint, CalibrationRequest } from "./point.ts";
