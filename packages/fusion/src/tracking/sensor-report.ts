import { clockTerm, type SensorErrors } from "./sensor-errors.ts";

/** By how much a camera or pose sensor was found to differ from what the store model says of it, and is corrected. */
export interface SensorReport {
  /** How far its clock is ahead of the mean of all cameras and pose sensors, ms. */
  readonly clock: number;
  /** How far it is turned, degrees, and shifted, metres; 0 for a pose sensor. */
  readonly turned: number;
  readonly shifted: number;
  /** How many sightings it was learned from; under 50, nothing is corrected. */
  readonly sightings: number;
}

const degrees = 180 / Math.PI;

/** What is corrected of a sensor, for people to read. */
export function reportOf({ applied, lessons }: SensorErrors): SensorReport {
  return {
    clock: 1000 * applied[clockTerm]!,
    turned: degrees * length(applied, 0),
    shifted: length(applied, 3),
    sightings: lessons,
  };
}

function length(of: Float64Array, from: number): number {
  const [x, y, z] = [of[from]!, of[from + 1]!, of[from + 2]!];
  return Math.sqrt(x * x + y * y + z * z);
}
