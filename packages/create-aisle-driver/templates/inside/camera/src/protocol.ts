import type { DriverReading } from "@aisle/sdk";

/** What the device says each time: replace it by what yours knows. */
export function read(): DriverReading<"camera"> {
  return { type: "count", data: { counter: "entrance", value: 12 } };
}
