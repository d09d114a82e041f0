import { AisleError } from "@aisle/sdk";

/** HID reports are at most this long, the id included: what a message of HID over TCP can carry. */
const longestReport = 4_095;

/** Raises `hid-report-invalid` for an output report without an id, or one that is too long. */
export function checkReport(report: Uint8Array): void {
  if (report.length >= 1 && report.length <= longestReport) return;
  throw invalid(
    `An output report has 1 to ${longestReport} bytes, its id first (0 where the device uses none); this has ${report.length}.`,
  );
}

/** Raises `hid-report-invalid` for a feature report that no device can have. */
export function checkFeature(id: number, length: number): void {
  const fits = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  if (fits(id, 0, 255) && fits(length, 1, longestReport - 2)) return;
  throw invalid(
    `A feature report has an id of 0 to 255 and 1 to ${longestReport - 2} bytes, its id included; asked for ${id} with ${length}.`,
  );
}

function invalid(message: string): AisleError {
  return new AisleError("hid-report-invalid", message, { category: "usage", remedy: "Correct the driver's call." });
}
