/** Every code of an `AisleError` that only this package raises, with what it means. Codes are stable. */
export const hidErrorCodes = {
  "hid-ambiguous": "Several HID devices fit what was asked for; a serial number or usage page tells them apart.",
  "hid-bridge-invalid": "The other side of HID over TCP sent what is no message of it; the connection was ended.",
  "hid-feature-refused": "The device has no feature report of the number that was asked for.",
  "hid-keyboard-wedge": "The device is there but acts as a keyboard, which no program may open.",
  "hid-no-plate": "A scale was told to tare a plate that it does not have.",
  "hid-open-failed": "The operating system would not open the HID device, for a reason that is not known.",
  "hid-path-invalid": "What is at the path is no HID device.",
  "hid-report-invalid": "A report was to be sent or asked for that no HID device can have.",
} as const satisfies Readonly<Record<string, string>>;
