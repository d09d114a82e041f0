import type { DriverReading, OpenDevice } from "@aisle/sdk";
import { type Ask, tell } from "./ask.ts";

/** A code is a line, its AIM symbology identifier in front: `]E04006381333931`. Every other line is none. */
export function toReadings(line: string): DriverReading<"barcode-scanner">[] {
  if (!/^\][A-Za-z][0-9A-Za-z]./.test(line)) return [];
  return [{ type: "scan", data: { symbology: line.slice(0, 3), data: line.slice(3) } }];
}

/** `T` makes it look for a code. */
export function commandsOver(ask: Ask): NonNullable<OpenDevice<"barcode-scanner">["commands"]> {
  return { trigger: (_, { signal }) => tell(ask, "T", signal) };
}
