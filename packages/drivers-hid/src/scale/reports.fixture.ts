/** A scale's data report: USB HID Point of Sale Usage Tables 1.02, section 4. */
export function scaleReport(status: number, unit = 2, scaling = 0, weight = 0): Uint8Array {
  return Uint8Array.of(0x03, status, unit, scaling & 0xff, weight & 0xff, weight >> 8);
}
