import type { DriverReading, OpenDevice } from "@aisle/sdk";
import { type Ask, tell } from "./ask.ts";

/** `W 100.5 -2.0` holds the grams on each plate. Every other line is none. */
export function toReadings(line: string): DriverReading<"weight-shelf">[] {
  if (!/^W(?: -?\d{1,6}(?:\.\d{1,3})?){1,64}$/.test(line)) return [];
  // A new array each time: what was emitted is never written to again.
  const grams = Float32Array.from(line.split(" ").slice(1), Number);
  return [{ type: "weights", data: { grams, samples: 1, plates: grams.length, dt: 0 } }];
}

/** `Z 0 1` makes the load of these plates their zero, `Z` that of all. */
export function commandsOver(ask: Ask): NonNullable<OpenDevice<"weight-shelf">["commands"]> {
  return { tare: ({ plates = [] }, { signal }) => tell(ask, ["Z", ...plates].join(" "), signal) };
}
