import type { DriverReading } from "@aisle/sdk";

/** What the device says each time: replace it by what yours knows. */
export function read(): DriverReading<"turnstile"> {
  return { type: "counters", data: { in: 12, out: 7 } };
}
