import type { DriverReading } from "@aisle/sdk";

/** What the device says each time: replace it by what yours knows. */
export function read(): DriverReading<"barcode-scanner"> {
  return { type: "scan", data: { symbology: "]E0", data: "96385074" } };
}
