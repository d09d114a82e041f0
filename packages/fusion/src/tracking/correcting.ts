import type { CameraView } from "./camera-view.ts";
import { correctedView } from "./corrected-view.ts";
import { levelClocks, levelShifts } from "./levelling.ts";
import { clockTerm, fade, isKnown, type SensorErrors, terms } from "./sensor-errors.ts";
import type { SensorState } from "./sensor-state.ts";

/** How often, in ms, what was learned of sensors is put to use. */
export const correctEvery = 1000;
/**
 * What is sure to be noise is left out. A camera whose places are off by less than this, as a squared Mahalanobis distance
 * in their own noise, is as good as calibrated; a clock is right within so many variances of what was learned of it.
 */
const offLeast = 0.5;
const clockVariances = 4;
/** Of a longer silence, in seconds, this much is taken to have passed. */
const longest = 3600;

/** Corrects sensors by what was learned of them; `dt` seconds have passed since the last time. */
export function correctSensors(sensors: readonly SensorState[], models: readonly CameraView[], dt: number): void {
  levelShifts(sensors, models);
  levelClocks(sensors);
  for (const { errors } of sensors) {
    fade(errors, Math.min(longest, dt));
    if (isKnown(errors)) apply(errors);
  }
}

/** What is surely wrong is corrected, less what may be noise: the positive part of James and Stein's estimate, 1961. */
function apply({ mean, covariance, applied, off }: SensorErrors): void {
  const share = Math.max(0, 1 - offLeast / off);
  for (let k = 0; k < clockTerm; k++) applied[k] = share > 0 ? share * mean[k]! : 0;
  const ahead = mean[clockTerm]!;
  const noise = clockVariances * covariance[clockTerm * terms + clockTerm]!;
  applied[clockTerm] = ahead * ahead > noise ? ahead - noise / ahead : 0;
}

/** Writes the cameras as they were learned to hang: those of which nothing was, as their models have them. */
export function correctViews(into: CameraView[], models: readonly CameraView[], sensors: readonly SensorState[]): void {
  for (let k = 0; k < models.length; k++) {
    const { applied } = sensors[k]!.errors;
    into[k] = applied.some((value, term) => term < clockTerm && value !== 0)
      ? correctedView(models[k]!, applied)
      : models[k]!;
  }
}
