import type { DriverReading } from "@aisle/sdk";

/** What the device says each time: replace it by what yours knows. */
export function read(): DriverReading<"weight-shelf"> {
  return { type: "weights", data: { grams: Float32Array.of(500), samples: 1, plates: 1, dt: 0 } };
}
